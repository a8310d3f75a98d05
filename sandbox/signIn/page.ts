import { escapeHtml } from '../answer.ts'
import type { DemoUser } from '../demo/users.ts'

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; background: #f3f5f7; color: #212934; margin: 0; }
main { max-width: 30rem; margin: 3rem auto; padding: 2rem; background: #fff; border: 1px solid #d5dde5; border-radius: 6px; }
h1 { font-size: 1.4rem; margin-top: 0; }
label { display: block; margin-top: 1rem; font-weight: 600; }
input { width: 100%; box-sizing: border-box; padding: .6rem; font: inherit; border: 1px solid #6c7787; border-radius: 4px; }
button { font: inherit; padding: .6rem 1rem; min-height: 44px; border: 1px solid #0b5fa5; border-radius: 4px; background: #0b5fa5; color: #fff; cursor: pointer; }
form > button { margin-top: 1.25rem; }
li button { background: #fff; color: #084f8a; }
ul { list-style: none; padding: 0; }
li { margin: .5rem 0; display: flex; gap: 1rem; align-items: center; }
[role=alert] { color: #891515; font-weight: 600; }
.note { border-left: 4px solid #c37f02; padding-left: .75rem; }
:focus-visible { outline: 3px solid #147cd7; outline-offset: 2px; }
`

const field = (id: string, label: string, type: string): string =>
    `<label for="${id}">${label}</label><input id="${id}" name="${id}" type="${type}" required autocomplete="off">`

const oneClick = ({ username, does }: DemoUser, password: string): string => `<li><form method="post">
<input type="hidden" name="username" value="${escapeHtml(username)}"><input type="hidden" name="password" value="${escapeHtml(password)}">
<button type="submit">Sign in as ${escapeHtml(username)}</button></form><span>${escapeHtml(does)}</span></li>`

/** The sandbox's sign-in page: a plain form, and a button for each demo user. */
export const signInPage = (users: readonly DemoUser[], password: string, problem?: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in – DHIS2 sandbox</title><link rel="icon" href="data:,"><style>${STYLE}</style></head><body><main>
<h1>Sign in to the DHIS2 sandbox</h1>
<p class="note">This is a sandbox with invented people. Never enter data of real patients.</p>
${problem === undefined ? '' : `<p role="alert">${problem}</p>`}
<form method="post">${field('username', 'Username', 'text')}${field('password', 'Password', 'password')}
<button type="submit">Sign in</button></form>
${users.length === 0 ? '' : `<h2>Demo users</h2><p>Their password is <code>${escapeHtml(password)}</code>.</p><ul>${users.map((user) => oneClick(user, password)).join('')}</ul>`}
</main></body></html>`
