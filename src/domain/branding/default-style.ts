/**
 * What managed login looks like where a style says nothing. Documented: the three groups of settings and the names in
 * them (branding designer pages). Ours: the values.
 */
export const defaultStyle = {
  categories: {
    auth: {
      authMethodOrder: [
        [
          { display: 'BUTTON', type: 'FEDERATED' },
          { display: 'INPUT', type: 'USERNAME_PASSWORD' },
        ],
      ],
      federation: { interfaceStyle: 'BUTTON_LIST', order: [] },
    },
    form: {
      displayGraphics: true,
      instructions: { enabled: false },
      languageSelector: { enabled: false },
      location: { horizontal: 'CENTER', vertical: 'CENTER' },
      sessionTimerDisplay: 'NONE',
    },
    global: {
      colorSchemeMode: 'LIGHT',
      pageFooter: { enabled: false },
      pageHeader: { enabled: false },
      spacingDensity: 'REGULAR',
    },
    signUp: { acceptanceElements: [{ enforcement: 'NONE', textKey: 'en' }] },
  },
  componentClasses: {
    buttons: { borderRadius: 8 },
    divider: { darkMode: { borderColor: '232b37ff' }, lightMode: { borderColor: 'ebebf0ff' } },
    focusState: { darkMode: { borderColor: '539fe5ff' }, lightMode: { borderColor: '0972d3ff' } },
    input: { borderRadius: 8 },
    link: { darkMode: { defaults: { textColor: '539fe5ff' } }, lightMode: { defaults: { textColor: '0972d3ff' } } },
  },
  components: {
    form: { backgroundImage: { enabled: false }, borderRadius: 8, logo: { enabled: false } },
    pageBackground: {
      darkMode: { color: '0f1b2aff' },
      image: { enabled: true },
      lightMode: { color: 'ffffffff' },
    },
    primaryButton: {
      darkMode: { defaults: { backgroundColor: '539fe5ff', textColor: '000716ff' } },
      lightMode: { defaults: { backgroundColor: '0972d3ff', textColor: 'ffffffff' } },
    },
  },
}
