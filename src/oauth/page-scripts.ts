/**
 * Puts what the device data script finds out into the form that is being sent. Observed: the field's name, from captures of
 * the service's pages.
 */
const deviceData = `document.addEventListener('submit', function (event) {
  var form = event.target
  var field = form.elements.cognitoAsfData
  var collector = window.AmazonCognitoAdvancedSecurityData
  if (!field || !collector) return
  var name = form.elements.username
  field.value = collector.getData(name ? name.value : '', form.dataset.userPool, form.dataset.client) || ''
})
`

/** Asks the browser for a passkey, or for a new one, and sends what it answers; the button asks again. */
const passkey = `(function () {
  var field = document.querySelector('[data-passkey]')
  var form = field.form
  var isNew = field.dataset.passkeyNew === 'true'
  var running = false

  form.addEventListener('submit', function (event) {
    if (field.value) return
    event.preventDefault()
    ask()
  })
  ask()

  function ask() {
    if (running) return
    running = true
    var options = JSON.parse(field.dataset.passkey)
    var wanted = isNew
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
    wanted.then(function (credential) {
      field.value = JSON.stringify(credential.toJSON())
      form.requestSubmit()
    }).catch(function () {
      document.getElementById('passkey-problem').hidden = false
    }).then(function () {
      running = false
    })
  }
})()
`

/** The scripts of the hosted pages, by the name under which `/_assets` has them. */
export const pageScripts: Readonly<Record<string, string>> = {
  'device-data.js': deviceData,
  'passkey.js': passkey,
}
