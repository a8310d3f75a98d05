import { isDisabled, isExpired } from '../access/caller.ts'
import { escapeHtml, refuse, type Answer } from '../answer.ts'
import { bodyObject, ok, type Call, type Route } from '../call.ts'
import { DEMO_PASSWORD, DEMO_USERS } from '../demo/users.ts'
import { text } from '../json.ts'
import { userWithPassword } from './authenticate.ts'
import { isLocked } from './lockOut.ts'
import { signInPage } from './page.ts'
import { noSessionCookie, sessionCookie } from './sessions.ts'

const FORM = 'application/x-www-form-urlencoded'

const signIn = (call: Call): Answer => {
    const body = bodyObject(call) ?? {}
    const username = text(body.username) ?? ''
    if (isLocked(call.sandbox, username)) {
        return ok({ loginStatus: 'ACCOUNT_LOCKED' })
    }
    const user = userWithPassword(call.sandbox, username, text(body.password) ?? '')
    if (!user) {
        return refuse(401, 'Bad credentials', null)
    }
    if (isDisabled(user)) {
        return ok({ loginStatus: 'ACCOUNT_DISABLED' })
    }
    if (isExpired(user, call.sandbox.clock.today())) {
        return ok({ loginStatus: 'ACCOUNT_EXPIRED' })
    }
    return {
        status: 200,
        body: { loginStatus: 'SUCCESS', redirectUrl: call.sandbox.rules.startPath },
        headers: { 'set-cookie': sessionCookie(call.sandbox.sessions.start(user.id)) },
    }
}

/** The older form: from 2.42 on it only leads back to the sign-in page. */
const formAction = ({ sandbox, body }: Call): Answer => {
    const leadTo = (location: string, session: string): Answer => ({
        status: 302,
        headers: { location, 'set-cookie': sessionCookie(session) },
    })
    if (!sandbox.rules.formSignIn) {
        return leadTo(`${sandbox.url}${sandbox.rules.signInPath}`, '0')
    }
    const form = new URLSearchParams(body)
    const user = userWithPassword(sandbox, form.get('j_username') ?? '', form.get('j_password') ?? '')
    return user && !isDisabled(user)
        ? leadTo('/', sandbox.sessions.start(user.id))
        : leadTo('/dhis-web-commons/security/login.action?failed=true', '0')
}

const signOut = (call: Call): Answer => {
    call.sandbox.sessions.end(call.session)
    return { status: 302, headers: { location: '/', 'set-cookie': noSessionCookie } }
}

const demoUsers = ({ sandbox }: Call) => DEMO_USERS.filter(({ username }) => sandbox.registry.findBy('users', 'username', username))

const showPage = (call: Call): Answer => ({ status: 200, html: signInPage(demoUsers(call), DEMO_PASSWORD) })

/** The page's own form: plain, so that it works without scripts. */
const pageAction = (call: Call): Answer => {
    const { sandbox } = call
    const form = new URLSearchParams(call.body)
    const username = form.get('username') ?? ''
    const user = userWithPassword(sandbox, username, form.get('password') ?? '')
    if (user && !isDisabled(user)) {
        return { status: 303, headers: { location: '/', 'set-cookie': sessionCookie(sandbox.sessions.start(user.id)) } }
    }
    const problem = user ? `The account ${escapeHtml(username)} is disabled.` : 'Username and password do not go together. Try again.'
    return { status: 401, html: signInPage(demoUsers(call), DEMO_PASSWORD, problem) }
}

/** What the sign-in app of DHIS2 asks for before anybody has signed in. */
const config = ({ sandbox: { rules } }: Call): Answer =>
    ok({
        apiVersion: rules.version,
        ...(rules.loginConfigEmpties
            ? {
                  applicationTitle: '',
                  applicationDescription: '',
                  applicationNotification: '',
                  applicationLeftSideFooter: '',
                  applicationRightSideFooter: '',
                  loginPageTemplate: '',
                  minPasswordLength: '8',
                  maxPasswordLength: '72',
              }
            : { applicationTitle: 'DHIS 2' }),
        countryFlag: 'dhis2',
        uiLocale: 'en',
        loginPopup: '',
        loginPageLayout: 'DEFAULT',
        recaptchaSite: '',
        emailConfigured: false,
        selfRegistrationEnabled: false,
        selfRegistrationNoRecaptcha: false,
        allowAccountRecovery: false,
        useCustomLogoFront: false,
        oidcProviders: [],
    })

/** Every minor's sign-in address leads to the same page. */
const PAGES = ['/dhis-web-login', '/dhis-web-login/', '/login', '/login/', '/dhis-web-commons/security/login.action']

export const signInRoutes: Route[] = [
    { method: 'POST', path: '/api/auth/login', parameters: [], open: true, exists: ({ jsonSignIn }) => jsonSignIn, handle: signIn },
    { method: 'GET', path: '/api/loginConfig', parameters: ['locale'], open: true, exists: ({ jsonSignIn }) => jsonSignIn, handle: config },
    { method: 'POST', path: '/dhis-web-commons-security/login.action', parameters: [], open: true, accepts: [FORM], handle: formAction },
    { method: 'GET', path: '/dhis-web-commons-security/logout.action', parameters: [], open: true, handle: signOut },
    ...PAGES.map((path): Route => ({ method: 'GET', path, parameters: [], open: true, handle: showPage })),
    ...PAGES.map((path): Route => ({ method: 'POST', path, parameters: [], open: true, accepts: [FORM], handle: pageAction })),
]
