/** The parts of one thing, with the present one marked. */
export function Tabs(props: {
  label: string
  tabs: readonly { readonly href: string; readonly name: string; readonly isHere: boolean }[]
}) {
  return (
    <nav class="tabs" aria-label={props.label}>
      <ul>
        {props.tabs.map(({ href, name, isHere }) => (
          <li>
            <a href={href} aria-current={isHere ? 'page' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
