module.exports = {
  setupFilesAfterEnv: ['cognito-plus/jest'],
  testMatch: ['<rootDir>/specs/*.cjs'],
}
