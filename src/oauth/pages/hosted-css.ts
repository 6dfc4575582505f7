const light = `--back: #f4f5f7; --card: #fff; --text: #1b1f24; --quiet: #57606a; --line: #d8dee4;
  --edge: #868f99; --field: #fff; --button: #0b5fff; --button-text: #fff; --link: #0b57d0; --focus: #0b5fff;
  --bad: #b42318; --bad-back: #fef3f2; --good: #067647; --good-back: #ecfdf3;`

const dark = `--back: #0d1117; --card: #161b22; --text: #e6edf3; --quiet: #9aa4af; --line: #373e47; --edge: #7d8590;
  --field: #0d1117; --button: #7aa7ff; --button-text: #06142e; --link: #8ab4ff; --focus: #7aa7ff; --bad: #ffa198;
  --bad-back: #2d1416; --good: #6ee7a8; --good-back: #0f2a1d;`

/** The look that classic style sheets and the settings of managed login are laid over. */
export const hostedCss = `
:root { ${light} --card-radius: 12px; --button-radius: 8px; --input-radius: 8px; --pad: 2rem; }
@media (max-width: 24rem) { :root { --pad: 1.5rem; } }
@media (prefers-color-scheme: dark) { :root:has(meta[name=color-scheme][content*=dark]) { ${dark} } }
:root:has(body.dark) { ${dark} }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; padding: 1.5rem 1rem;
  background: var(--back); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; accent-color: var(--button); }
main { width: 100%; max-width: 26rem; padding: var(--pad); overflow: hidden; overflow-wrap: anywhere; background: var(--card);
  border: 1px solid var(--line); border-radius: var(--card-radius); box-shadow: 0 1px 3px #0000000f, 0 8px 24px #0000000a; }
h1 { margin: 0 0 1.25rem; color: var(--heading, var(--text)); font-size: 1.375rem; line-height: 1.3; text-wrap: balance; }
p { margin: 0 0 1rem; text-wrap: pretty; }
main > :last-child, main > :last-child > :last-child { margin-bottom: 0; }
:lang(ja) { word-break: auto-phrase; }
:lang(ko) { word-break: keep-all; }
form, fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
label { display: block; margin: 0 0 0.25rem; font-weight: 600; font-size: 0.9375rem; }
.field { margin: 0 0 1rem; }
.hint { margin: 0.375rem 0 0; padding: 0; color: var(--quiet); font-size: 0.875rem; }
.checks { display: grid; grid-template-columns: auto auto; justify-content: start; gap: 0 0.75rem; margin: 0; padding: 0;
  list-style: none; }
.checks li { padding-left: 1em; text-indent: -1em; }
.checks li:first-child { grid-column: 1 / -1; }
.checks li::before { content: '•'; display: inline-block; width: 1em; text-indent: 0; }
.passwordCheck-valid-customizable { color: var(--good); }
.checks .passwordCheck-valid-customizable::before { content: '✓'; }
:where(input:not([type=hidden], [type=radio], [type=checkbox], [type=submit])) { width: 100%; height: 2.75rem;
  padding: 0 0.75rem; font: inherit; color: inherit; background: var(--field); border: 1px solid var(--edge);
  border-radius: var(--input-radius); }
input[autocomplete=one-time-code] { font-size: 1.25rem; letter-spacing: 0.15em; font-variant-numeric: tabular-nums; }
[aria-invalid=true] { border-color: var(--bad) !important; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
button, [type=submit], .button { display: block; width: 100%; padding: 0.5625rem 1rem; font: inherit; font-weight: 600;
  text-align: center; text-decoration: none; white-space: normal; cursor: pointer; border: 1px solid transparent;
  border-radius: var(--button-radius); background: var(--button); color: var(--button-text); }
:where(button, [type=submit], .button):hover { filter: brightness(0.93); }
.second { background: transparent; color: var(--text); border-color: var(--edge); margin: 0 0 0.75rem; }
.second:hover { background: var(--back); filter: none; }
a, .plain { color: var(--link); text-underline-offset: 0.15em; }
.plain { display: inline-block; width: auto; padding: 0; border: 0; background: none; font-weight: 400;
  text-decoration: underline; }
.choices { margin: 0 0 1rem; }
.choices legend { padding: 0; margin: 0 0 0.5rem; }
.choices label, .check { display: flex; gap: 0.75rem; align-items: center; font-weight: 400; font-size: 1rem;
  cursor: pointer; }
.choices label { padding: 0.625rem 0.75rem; margin: 0 0 0.5rem; border: 1px solid var(--line);
  border-radius: var(--input-radius); }
.choices label:hover { border-color: var(--edge); }
.choices label:has(:checked) { border-color: var(--button); box-shadow: inset 0 0 0 1px var(--button); }
.check { margin: 0 0 1rem; padding: 0.5rem 0; }
[type=radio], [type=checkbox] { flex: none; width: 1.125rem; height: 1.125rem; margin: 0; }
.problem, .notice { padding: 0.625rem 0.875rem; border-radius: var(--input-radius); border: 1px solid currentColor; }
.problem { color: var(--bad); background: var(--bad-back); }
.field .problem { margin: 0.5rem 0 0; }
.notice { color: var(--good); background: var(--good-back); }
.or { display: flex; gap: 1rem; align-items: center; color: var(--quiet); margin: 1rem 0; }
.or::before, .or::after { content: ''; flex: 1; border-top: 1px solid var(--line); }
.links { margin: 1rem 0 -0.375rem; font-size: 0.9375rem; }
.links p { margin: 0; }
.links a, .links .plain { padding: 0.375rem 0; }
.links a { display: inline-block; }
.qr { display: block; width: 12rem; height: 12rem; margin: 0 auto 1rem; background: #fff; padding: 0.5rem;
  border-radius: var(--input-radius); }
code { font-family: ui-monospace, monospace; user-select: all; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; margin: 0 0 1rem; padding: 0.75rem 1rem;
  border: 1px solid var(--line); border-radius: var(--input-radius); }
dt { color: var(--quiet); }
dd { margin: 0; }
.banner-customizable { margin: calc(-1 * var(--pad)) calc(-1 * var(--pad)) 1.5rem; padding: var(--pad) var(--pad) 0;
  text-align: center; }
.logo-customizable { max-width: 100%; max-height: 6rem; vertical-align: bottom; }
`
