/** The look that classic style sheets and the settings of managed login are laid over. */
export const hostedCss = `
:root { --back: #f4f5f7; --card: #fff; --text: #1b1f24; --quiet: #57606a; --line: #d0d7de; --button: #0b5fff;
  --button-text: #fff; --link: #0b57d0; --focus: #0b5fff; --bad: #b42318; --bad-back: #fef3f2; --good: #067647;
  --good-back: #ecfdf3; --card-radius: 12px; --button-radius: 8px; --input-radius: 8px; --field: #fff; }
@media (prefers-color-scheme: dark) {
  :root:has(meta[name=color-scheme][content*=dark]) { --back: #0d1117; --card: #161b22; --text: #e6edf3;
    --quiet: #9aa4af; --line: #444c56; --button: #7aa7ff; --button-text: #06142e; --link: #8ab4ff; --focus: #7aa7ff;
    --bad: #ffa198; --bad-back: #2d1416; --good: #6ee7a8; --good-back: #0f2a1d; --field: #0d1117; }
}
:root:has(body.dark) { --back: #0d1117; --card: #161b22; --text: #e6edf3; --quiet: #9aa4af; --line: #444c56;
  --button: #7aa7ff; --button-text: #06142e; --link: #8ab4ff; --focus: #7aa7ff; --bad: #ffa198; --bad-back: #2d1416;
  --good: #6ee7a8; --good-back: #0f2a1d; --field: #0d1117; }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--back);
  color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 26rem; padding: 2rem; background: var(--card); border: 1px solid var(--line);
  border-radius: var(--card-radius); }
h1 { margin: 0 0 1.25rem; font-size: 1.375rem; line-height: 1.3; text-wrap: balance; }
h2 { margin: 1.5rem 0 0.75rem; font-size: 1rem; }
p { margin: 0 0 1rem; text-wrap: pretty; overflow-wrap: anywhere; }
:lang(ja) { word-break: auto-phrase; }
:lang(ko) { word-break: keep-all; }
form { margin: 0; }
label { display: block; margin: 0 0 0.25rem; font-weight: 600; font-size: 0.9375rem; }
.field { margin: 0 0 1rem; }
.hint { margin: 0.25rem 0 0; color: var(--quiet); font-size: 0.875rem; }
input:not([type=hidden], [type=radio], [type=checkbox]), select { width: 100%; padding: 0.625rem 0.75rem; font: inherit;
  color: inherit; background: var(--field); border: 1px solid var(--line); border-radius: var(--input-radius); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
button, .button { display: block; width: 100%; padding: 0.6875rem 1rem; font: inherit; font-weight: 600;
  text-align: center; text-decoration: none; cursor: pointer; border: 1px solid transparent;
  border-radius: var(--button-radius); background: var(--button); color: var(--button-text); }
.second { background: transparent; color: var(--text); border-color: var(--line); margin: 0 0 0.75rem; }
.plain { display: inline; width: auto; padding: 0; border: 0; background: none; color: var(--link); font-weight: 400;
  text-decoration: underline; }
a { color: var(--link); }
.choices { border: 0; margin: 0 0 1rem; padding: 0; }
.choices legend { padding: 0; margin: 0 0 0.5rem; }
.choices label { display: flex; gap: 0.75rem; align-items: center; padding: 0.75rem; margin: 0 0 0.5rem;
  border: 1px solid var(--line); border-radius: var(--input-radius); font-weight: 400; cursor: pointer; }
.problem, .notice { padding: 0.75rem 1rem; border-radius: var(--input-radius); border: 1px solid currentColor; }
.problem { color: var(--bad); background: var(--bad-back); }
.notice { color: var(--good); background: var(--good-back); }
.or { display: flex; gap: 1rem; align-items: center; color: var(--quiet); margin: 1rem 0; }
.or::before, .or::after { content: ''; flex: 1; border-top: 1px solid var(--line); }
.links { margin: 1.25rem 0 0; display: grid; gap: 0.5rem; font-size: 0.9375rem; }
.links p { margin: 0; }
.links a { display: inline-block; }
.qr { display: block; width: 12rem; height: 12rem; margin: 0 auto 1rem; background: #fff; padding: 0.5rem;
  border-radius: var(--input-radius); }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
.banner-customizable { margin: 0 0 1.25rem; text-align: center; }
.logo-customizable { max-width: 100%; max-height: 6rem; }
`
