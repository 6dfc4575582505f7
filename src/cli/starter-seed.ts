/** What `cognito-plus init` writes. */
export const starterSeed = `# yaml-language-server: $schema=./node_modules/cognito-plus/schema/seed.schema.json
# A seed file of cognito-plus: what is in the emulator when it starts. The same file gives the same ids everywhere.
# Load it with "cognito-plus start --seed FILE", check it with "cognito-plus seed --check FILE".

# Passwords that count as compromised, besides the common ones.
compromisedPasswords:
  - Leaked-Password-1!

# Ranges of addresses and where they lie. Berlin, Seattle, Lagos, Bucharest and Frankfurt are there already.
networks:
  - cidr: 10.20.0.0/16
    city: Oslo
    country: NO
    latitude: 59.91
    longitude: 10.75
    asn: 64510
    kind: access # or mobile, hosting, vpn, tor

pools:
  - id: us-east-1_MyPool001 # <region>_<letters and digits>; leave it out for one that is made
    name: my-pool
    tier: PLUS
    threatProtection: ENFORCED # or AUDIT, OFF
    domain: my-pool # http://my-pool.localhost:4590
    # Anything that CreateUserPool takes, spelt as the API spells it.
    settings:
      AutoVerifiedAttributes: [email]
      UsernameConfiguration: { CaseSensitive: false }
    # What SetUserPoolMfaConfig takes.
    mfa:
      MfaConfiguration: OPTIONAL
      SoftwareTokenMfaConfiguration: { Enabled: true }
    # What SetRiskConfiguration takes.
    riskConfiguration:
      AccountTakeoverRiskConfiguration:
        NotifyConfiguration:
          SourceArn: arn:aws:ses:us-east-1:123456789012:identity/security@example.com
          From: Security <security@example.com>
        Actions:
          MediumAction: { Notify: true, EventAction: MFA_IF_CONFIGURED }
          HighAction: { Notify: true, EventAction: BLOCK }
      CompromisedCredentialsRiskConfiguration:
        Actions: { EventAction: BLOCK }
    clients:
      - id: mypoolwebclient00000000000
        name: web
        settings:
          ExplicitAuthFlows: [ALLOW_USER_PASSWORD_AUTH, ALLOW_USER_SRP_AUTH, ALLOW_REFRESH_TOKEN_AUTH]
    users:
      - username: alice
        password: Correct-Horse-1
        email: alice@example.com
        attributes: { name: Alice Example }
        # Three months of sign-ins: the risk engine knows her.
        history:
          - { days: 90, perDay: 2, place: Berlin, device: Chrome on Windows, hours: 8-18 }
      - username: bob
        password: Correct-Horse-2
        email: bob@example.com
        mfa: { totp: JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP, preferred: totp }
        history:
          - { days: 30, perDay: 1, place: [Oslo, Berlin], device: [Safari on iPhone, Chrome on Mac] }
          # One that was somebody else.
          - { ago: 3 days, place: Lagos, device: Chrome on Android, feedback: Invalid }
      # The next sign-in of carol is High, whatever it looks like.
      - username: carol
        password: Correct-Horse-3
        email: carol@example.com
        directive: { level: High, times: 1 }
`
