const redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect'

/**
 * Where a SAML provider takes sign-in and sign-out requests by redirect. Documented: CreateIdentityProvider API examples;
 * the service adds both to the details when the metadata has them.
 */
export function samlBindings(metadata: string): Record<string, string> {
  const found = {
    SLORedirectBindingURI: location(metadata, 'SingleLogoutService'),
    SSORedirectBindingURI: location(metadata, 'SingleSignOnService'),
  }
  return Object.fromEntries(Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** What a SAML provider calls itself. */
export function samlEntityId(metadata: string): string | undefined {
  const [, attributes = ''] = /<(?:[\w-]+:)?EntityDescriptor\s([^>]*)>/.exec(metadata) ?? []
  return attribute(attributes, 'entityID')
}

/** The certificates with which a SAML provider signs: base64 of their DER. */
export function samlCertificates(metadata: string): string[] {
  const [, provider = ''] =
    /<(?:[\w-]+:)?IDPSSODescriptor\b([\s\S]*?)<\/(?:[\w-]+:)?IDPSSODescriptor>/.exec(metadata) ?? []
  const keys = [...provider.matchAll(/<(?:[\w-]+:)?KeyDescriptor\b([^>]*)>([\s\S]*?)<\/(?:[\w-]+:)?KeyDescriptor>/g)]
  return keys
    .filter(([, attributes = '']) => attribute(attributes, 'use') !== 'encryption')
    .flatMap(([, , content = '']) => [...content.matchAll(/<(?:[\w-]+:)?X509Certificate[^>]*>([^<]+)</g)])
    .map(([, certificate = '']) => certificate.replaceAll(/\s/g, ''))
}

/** The Location of the first element of that name with the redirect binding. Attributes are all that is needed of the XML. */
function location(metadata: string, element: string): string | undefined {
  for (const [, attributes = ''] of metadata.matchAll(new RegExp(`<(?:[\\w-]+:)?${element}\\s([^>]*)>`, 'g'))) {
    if (attribute(attributes, 'Binding') === redirect) return attribute(attributes, 'Location')
  }
  return undefined
}

function attribute(attributes: string, name: string): string | undefined {
  const value = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return (value?.[1] ?? value?.[2])?.replaceAll('&amp;', '&')
}
