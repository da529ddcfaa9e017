/* eslint-disable */
import * as types from './graphql';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  mutation RegisterPasskey($input: RegisterPasskeyInput!) {\n    registerPasskey(input: $input) {\n      registration {\n        options\n        token\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RegisterPasskeyDocument,
    "\n  mutation ConfirmPasskey($input: ConfirmPasskeyInput!) {\n    confirmPasskey(input: $input) {\n      recoveryCodes\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.ConfirmPasskeyDocument,
    "\n  fragment ApiPassword on Security {\n    passwordForApi\n    secondFactorSince\n  }\n": typeof types.ApiPasswordFragmentDoc,
    "\n  mutation SetPasswordForApi($input: SetPasswordForApiInput!) {\n    setPasswordForApi(input: $input) {\n      allowed\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.SetPasswordForApiDocument,
    "\n  fragment EmailAddress on User {\n    email\n    emailVerifiedAt\n    pendingEmail\n  }\n": typeof types.EmailAddressFragmentDoc,
    "\n  mutation RequestEmailVerification($input: RequestEmailVerificationInput!) {\n    requestEmailVerification(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RequestEmailVerificationDocument,
    "\n  mutation RequestEmailChange($input: RequestEmailChangeInput!) {\n    requestEmailChange(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RequestEmailChangeDocument,
    "\n  mutation CancelEmailChange($input: CancelEmailChangeInput!) {\n    cancelEmailChange(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.CancelEmailChangeDocument,
    "\n  fragment LinkedProviders on Viewer {\n    linkedIdentities {\n      id\n      providerId\n      email\n      lastUsedAt\n      createdAt\n      provider {\n        title\n      }\n    }\n    availableProviders {\n      id\n      title\n      linkUrl\n    }\n  }\n": typeof types.LinkedProvidersFragmentDoc,
    "\n  mutation UnlinkIdentity($input: UnlinkIdentityInput!) {\n    unlinkIdentity(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.UnlinkIdentityDocument,
    "\n  fragment Passkeys on Security {\n    passkeysAvailable\n    passkeys {\n      id\n      name\n      synced\n      flaggedAt\n      createdAt\n      lastUsedAt\n    }\n  }\n": typeof types.PasskeysFragmentDoc,
    "\n  mutation RenamePasskey($input: RenamePasskeyInput!) {\n    renamePasskey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RenamePasskeyDocument,
    "\n  mutation RemovePasskey($input: RemovePasskeyInput!) {\n    removePasskey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RemovePasskeyDocument,
    "\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.ChangePasswordDocument,
    "\n  mutation SetPassword($input: SetPasswordInput!) {\n    setPassword(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.SetPasswordDocument,
    "\n  mutation UploadProfilePicture($input: UploadProfilePictureInput!) {\n    uploadProfilePicture(input: $input) {\n      uploadUrl\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.UploadProfilePictureDocument,
    "\n  mutation RemovePicture($input: UpdateProfileInput!) {\n    updateProfile(input: $input) {\n      user {\n        id\n        displayName\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RemovePictureDocument,
    "\n  fragment ProfileFields on Profile {\n    name\n    givenName\n    middleName\n    familyName\n    nickname\n    preferredUsername\n    profile\n    website\n    gender\n    birthdate\n    zoneinfo\n    locale\n    phoneNumber\n    address {\n      formatted\n      streetAddress\n      locality\n      region\n      postalCode\n      country\n    }\n  }\n": typeof types.ProfileFieldsFragmentDoc,
    "\n  mutation UpdateProfile($input: UpdateProfileInput!) {\n    updateProfile(input: $input) {\n      user {\n        id\n        displayName\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.UpdateProfileDocument,
    "\n  mutation RegenerateRecoveryCodes($input: RegenerateRecoveryCodesInput!) {\n    regenerateRecoveryCodes(input: $input) {\n      recoveryCodes\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RegenerateRecoveryCodesDocument,
    "\n  fragment Totp on Security {\n    totp {\n      createdAt\n      lastUsedAt\n    }\n  }\n": typeof types.TotpFragmentDoc,
    "\n  mutation EnableTotp($input: EnableTotpInput!) {\n    enableTotp(input: $input) {\n      enrolment {\n        secret\n        token\n        qrCode {\n          size\n          path\n        }\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.EnableTotpDocument,
    "\n  mutation ConfirmTotp($input: ConfirmTotpInput!) {\n    confirmTotp(input: $input) {\n      recoveryCodes\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.ConfirmTotpDocument,
    "\n  mutation DisableTotp($input: DisableTotpInput!) {\n    disableTotp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.DisableTotpDocument,
    "\n  mutation AdminCreateUser($input: AdminCreateUserInput!) {\n    adminCreateUser(input: $input) {\n      user {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.AdminCreateUserDocument,
    "\n  mutation AdminSendPasswordReset($input: AdminSendPasswordResetInput!) {\n    adminSendPasswordReset(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.AdminSendPasswordResetDocument,
    "\n  mutation AdminResetUserCredentials($input: AdminResetUserCredentialsInput!) {\n    adminResetUserCredentials(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.AdminResetUserCredentialsDocument,
    "\n  mutation RotateSigningKeys($input: AdminRotateSigningKeyInput!) {\n    adminRotateSigningKey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RotateSigningKeysDocument,
    "\n  mutation UploadServiceLogo($input: AdminUploadServiceLogoInput!) {\n    adminUploadServiceLogo(input: $input) {\n      uploadUrl\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.UploadServiceLogoDocument,
    "\n  mutation RemoveServiceLogo($input: AdminUpdateSettingsInput!) {\n    adminUpdateSettings(input: $input) {\n      branding {\n        logoPath\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RemoveServiceLogoDocument,
    "\n  query KeyPermissions {\n    viewer {\n      keyPermissions {\n        ...KeyPermissionChoice\n      }\n    }\n  }\n": typeof types.KeyPermissionsDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      secret\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.CreateApiKeyDocument,
    "\n  fragment KeyPermissionChoice on KeyPermission {\n    scope\n    title\n    description\n    sensitive\n    apiName\n    resourceType\n    resources {\n      key\n      name\n    }\n  }\n": typeof types.KeyPermissionChoiceFragmentDoc,
    "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RevokeApiKeyDocument,
    "\n  mutation RotateApiKey($input: RotateApiKeyInput!) {\n    rotateApiKey(input: $input) {\n      secret\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RotateApiKeyDocument,
    "\n  mutation ApproveAppScope($input: ApproveAppScopeInput!) {\n    approveAppScope(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.ApproveAppScopeDocument,
    "\n  fragment ApiScope on Scope {\n    id\n    name\n    title\n    description\n    sensitive\n    grantableTo\n    resourceType\n    includes\n    retiredAt\n  }\n": typeof types.ApiScopeFragmentDoc,
    "\n  mutation CreateScope($input: CreateScopeInput!) {\n    createScope(input: $input) {\n      scope {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.CreateScopeDocument,
    "\n  mutation UpdateScope($input: UpdateScopeInput!) {\n    updateScope(input: $input) {\n      scope {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.UpdateScopeDocument,
    "\n  mutation CreateClientSecret($input: CreateClientSecretInput!) {\n    createClientSecret(input: $input) {\n      secret\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.CreateClientSecretDocument,
    "\n  mutation TransferApp($input: TransferAppInput!) {\n    transferApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.TransferAppDocument,
    "\n  mutation SuspendApp($input: SuspendAppInput!) {\n    suspendApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.SuspendAppDocument,
    "\n  mutation ResumeApp($input: ResumeAppInput!) {\n    resumeApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.ResumeAppDocument,
    "\n  mutation DeleteApp($input: DeleteAppInput!) {\n    deleteApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.DeleteAppDocument,
    "\n  subscription ArrivingEvent($appId: ID!) {\n    auditEventAdded(appId: $appId) {\n      id\n      at\n      kind\n      title\n    }\n  }\n": typeof types.ArrivingEventDocument,
    "\n  subscription ArrivingRefusal($appId: ID!) {\n    requestLogged(appId: $appId) {\n      id\n      at\n      message\n    }\n  }\n": typeof types.ArrivingRefusalDocument,
    "\n  mutation SetClientKeys($input: SetClientKeysInput!) {\n    setClientKeys(input: $input) {\n      client {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.SetClientKeysDocument,
    "\n  fragment ClientForm on Client {\n    id\n    platform\n    tokenEndpointAuthMethod\n    grantTypes\n    settings {\n      responseTypes\n      responseModes\n      defaultScopes\n      pinAuthMethod\n      requirePkce\n      rotateRefreshTokens\n      codeInFragment\n      idTokenSignedResponseAlg\n      userinfoSignedResponseAlg\n      defaultMaxAge\n      jwks\n      jwksUri\n    }\n  }\n": typeof types.ClientFormFragmentDoc,
    "\n  mutation UpdateClient($input: UpdateClientInput!) {\n    updateClient(input: $input) {\n      client {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.UpdateClientDocument,
    "\n  fragment ClientRow on Client {\n    id\n    clientId\n    platform\n    tokenEndpointAuthMethod\n    disabledAt\n    lastUsedAt\n  }\n": typeof types.ClientRowFragmentDoc,
    "\n  mutation UploadAppLogo($input: UploadAppLogoInput!) {\n    uploadAppLogo(input: $input) {\n      uploadUrl\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.UploadAppLogoDocument,
    "\n  fragment NewClient on Client {\n    id\n    clientId\n    platform\n    confidential\n    snippets {\n      ...ClientSnippet\n    }\n  }\n": typeof types.NewClientFragmentDoc,
    "\n  query Owners {\n    viewer {\n      organizations {\n        id\n        name\n        permissions {\n          canCreateApps\n          canCreateApis\n        }\n      }\n    }\n  }\n": typeof types.OwnersDocument,
    "\n  fragment RedirectUrlRow on RedirectUrl {\n    id\n    url\n    createdAt\n  }\n": typeof types.RedirectUrlRowFragmentDoc,
    "\n  mutation AddRedirectUrl($input: AddRedirectUrlInput!) {\n    addRedirectUrl(input: $input) {\n      hint\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.AddRedirectUrlDocument,
    "\n  mutation RemoveRedirectUrl($input: RemoveRedirectUrlInput!) {\n    removeRedirectUrl(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RemoveRedirectUrlDocument,
    "\n  mutation RevokeClientSecret($input: RevokeClientSecretInput!) {\n    revokeClientSecret(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RevokeClientSecretDocument,
    "\n  mutation RotateClientSecret($input: RotateClientSecretInput!) {\n    rotateClientSecret(input: $input) {\n      secret\n      clientSecret {\n        id\n      }\n      client {\n        id\n        secrets {\n          id\n          expiresAt\n        }\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RotateClientSecretDocument,
    "\n  fragment ScopeChoice on Scope {\n    name\n    title\n    description\n    sensitive\n    grantableTo\n    resourceType\n    api {\n      id\n      name\n    }\n  }\n": typeof types.ScopeChoiceFragmentDoc,
    "\n  fragment SecretRow on ClientSecret {\n    id\n    label\n    lastFour\n    status\n    createdAt\n    expiresAt\n    lastUsedAt\n    useCount\n    usesInLast30Days\n  }\n": typeof types.SecretRowFragmentDoc,
    "\n  fragment ClientSnippet on Snippet {\n    language\n    title\n    code\n  }\n": typeof types.ClientSnippetFragmentDoc,
    "\n  fragment AppUsagePart on AppUsage {\n    since\n    bucketSeconds\n    buckets {\n      at\n      figures {\n        signIns\n        activeUsers\n        tokenCount\n        errorCount\n      }\n    }\n    total {\n      signIns\n      activeUsers\n      tokenCount\n      errorCount\n      refreshFailures\n      tokens {\n        name\n        count\n      }\n      errors {\n        name\n        count\n      }\n    }\n  }\n": typeof types.AppUsagePartFragmentDoc,
    "\n  query AccountOfAddress($email: EmailAddress!) {\n    admin {\n      user(email: $email) {\n        id\n      }\n    }\n  }\n": typeof types.AccountOfAddressDocument,
    "\n  fragment EventRow on AuditEvent {\n    id\n    at\n    kind\n    title\n    outcome\n    ipAddress\n    device\n    target\n    targetName\n    details\n    actor {\n      kind\n      displayName\n      clientId\n    }\n    app {\n      id\n      name\n    }\n  }\n": typeof types.EventRowFragmentDoc,
    "\n  query ExportEvents($after: String, $filter: AdminAuditEventFilter) {\n    admin {\n      auditEvents(first: 100, after: $after, filter: $filter) {\n        nodes {\n          ...EventRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ExportEventsDocument,
    "\n  fragment GrantCard on Grant {\n    id\n    createdAt\n    lastUsedAt\n    lastUsedFrom\n    accessTokensEndBy\n    app {\n      id\n      name\n      logoUri\n      publisher\n      homepage\n      verified\n    }\n    scopes {\n      name\n      title\n      description\n      sensitive\n      apiName\n      resourceType\n      resources {\n        name\n        permission\n      }\n    }\n  }\n": typeof types.GrantCardFragmentDoc,
    "\n  mutation RevokeGrant($input: RevokeGrantInput!) {\n    revokeGrant(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RevokeGrantDocument,
    "\n  mutation RevokeAllMyGrants($input: RevokeAllMyGrantsInput!) {\n    revokeAllMyGrants(input: $input) {\n      revokedCount\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RevokeAllMyGrantsDocument,
    "\n  mutation RevokeGrantScopes($input: RevokeGrantScopesInput!) {\n    revokeGrantScopes(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RevokeGrantScopesDocument,
    "\n  mutation ChangeMemberRole($input: ChangeMemberRoleInput!) {\n    changeMemberRole(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.ChangeMemberRoleDocument,
    "\n  fragment InvitationPart on ReceivedInvitation {\n    id\n    organizationName\n    organizationSlug\n    role\n    forYou\n    invitedBy\n    expiresAt\n  }\n": typeof types.InvitationPartFragmentDoc,
    "\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      organization {\n        id\n        slug\n        name\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.AcceptInvitationDocument,
    "\n  mutation DeclineInvitation($input: DeclineInvitationInput!) {\n    declineInvitation(input: $input) {\n      organizationName\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.DeclineInvitationDocument,
    "\n  mutation RevokeInvitation($input: RevokeInvitationInput!) {\n    revokeInvitation(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RevokeInvitationDocument,
    "\n  mutation InviteMember($input: InviteMemberInput!) {\n    inviteMember(input: $input) {\n      link\n      mailed\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.InviteMemberDocument,
    "\n  mutation LeaveOrganization($input: LeaveOrganizationInput!) {\n    leaveOrganization(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.LeaveOrganizationDocument,
    "\n  mutation DeleteOrganization($input: DeleteOrganizationInput!) {\n    deleteOrganization(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.DeleteOrganizationDocument,
    "\n  mutation UpdateOrganization($input: UpdateOrganizationInput!) {\n    updateOrganization(input: $input) {\n      organization {\n        id\n        slug\n        name\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.UpdateOrganizationDocument,
    "\n  mutation UpdateOrganizationSecurity($input: UpdateOrganizationInput!) {\n    updateOrganization(input: $input) {\n      organization {\n        id\n        secondFactorRequired\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.UpdateOrganizationSecurityDocument,
    "\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RemoveMemberDocument,
    "\n  query QuickSearch($filter: AppFilter) {\n    viewer {\n      apps(first: 8, filter: $filter, orderBy: { field: NAME }) {\n        nodes {\n          id\n          name\n        }\n      }\n    }\n  }\n": typeof types.QuickSearchDocument,
    "\n  fragment RequestEntry on RequestLogEntry {\n    id\n    at\n    endpoint\n    clientId\n    client {\n      id\n      platform\n    }\n    code\n    message\n    explanation\n    fix\n    parameter\n    received\n    expected\n    difference\n    parameters {\n      name\n      value\n      length\n    }\n    errorId\n    moreLikeThis\n  }\n": typeof types.RequestEntryFragmentDoc,
    "\n  mutation CreateTestApp($input: CreateAppInput!) {\n    createApp(input: $input) {\n      app {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.CreateTestAppDocument,
    "\n  query TrialApp($id: ID!, $clientId: String!) {\n    app(id: $id) {\n      id\n      permissions {\n        canUpdate\n      }\n      client(clientId: $clientId) {\n        id\n        redirectUrls {\n          id\n          url\n        }\n      }\n      enabledScopes {\n        scope {\n          name\n          title\n          grantableTo\n        }\n      }\n    }\n  }\n": typeof types.TrialAppDocument,
    "\n  mutation AllowTrial($input: AddRedirectUrlInput!) {\n    addRedirectUrl(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.AllowTrialDocument,
    "\n  query Scopes($after: String) {\n    scopes(first: 100, after: $after) {\n      nodes {\n        ...ScopeChoice\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.ScopesDocument,
    "\n  query Viewer {\n    serviceInfo {\n      name\n      explorer\n    }\n    viewer {\n      canCreateApps\n      isAdministrator\n      user {\n        id\n        email\n        displayName\n        profile {\n          picture\n        }\n      }\n    }\n  }\n": typeof types.ViewerDocument,
    "\n  query Activity($after: String, $filter: AuditEventFilter) {\n    viewer {\n      activity(first: 25, after: $after, filter: $filter) {\n        nodes {\n          ...EventRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ActivityDocument,
    "\n  query AdminApis($after: String) {\n    admin {\n      apis(first: 25, after: $after) {\n        nodes {\n          ...ApiPart\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment ApiPart on Api {\n    id\n    name\n    identifier\n    scopes {\n      name\n      title\n      description\n      sensitive\n      grantableTo\n    }\n  }\n": typeof types.AdminApisDocument,
    "\n  query AdminApps($after: String, $filter: AppFilter) {\n    admin {\n      apps(first: 25, after: $after, filter: $filter) {\n        nodes {\n          ...AdminAppRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment AdminAppRow on App {\n    id\n    name\n    verifiedAt\n    suspendedAt\n    createdAt\n    grantsCount\n    owner {\n      __typename\n      ... on User {\n        id\n        email\n      }\n      ... on Organization {\n        id\n        name\n      }\n    }\n  }\n": typeof types.AdminAppsDocument,
    "\n  mutation AdminVerifyApp($input: AdminVerifyAppInput!) {\n    adminVerifyApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.AdminVerifyAppDocument,
    "\n  mutation AdminSuspendApp($input: AdminSuspendAppInput!) {\n    adminSuspendApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.AdminSuspendAppDocument,
    "\n  mutation AdminResumeApp($input: AdminResumeAppInput!) {\n    adminResumeApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.AdminResumeAppDocument,
    "\n  query AdminAudit($after: String, $filter: AdminAuditEventFilter) {\n    admin {\n      auditEvents(first: 50, after: $after, filter: $filter) {\n        nodes {\n          ...EventRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.AdminAuditDocument,
    "\n  query AdminHealth {\n    serviceInfo {\n      version\n      issuer\n      development\n    }\n    admin {\n      health {\n        status\n        database\n        databaseLatencyMs\n        signingKeysOk\n        users\n        apps\n        liveGrants\n        liveSessions\n        unsealedAuditEvents\n        oldestSigningKeyAgeDays\n        nodes {\n          name\n          version\n          startedAt\n          lastSeenAt\n          alive\n          answering\n        }\n        queues {\n          name\n          length\n          capacity\n        }\n      }\n      settings {\n        name\n        value\n      }\n    }\n  }\n": typeof types.AdminHealthDocument,
    "\n  query AdminInvitations {\n    admin {\n      invitations {\n        ...AccountInvitation\n      }\n    }\n  }\n\n  fragment AccountInvitation on Invitation {\n    id\n    email\n    createdAt\n    expiresAt\n  }\n": typeof types.AdminInvitationsDocument,
    "\n  mutation CreateInvitation($input: AdminCreateInvitationInput!) {\n    adminCreateInvitation(input: $input) {\n      invitation {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.CreateInvitationDocument,
    "\n  mutation RevokeAccountInvitation($input: AdminRevokeInvitationInput!) {\n    adminRevokeInvitation(input: $input) {\n      revokedInvitationId\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RevokeAccountInvitationDocument,
    "\n  query AdminSettings {\n    admin {\n      branding {\n        serviceName\n        accentColor\n        privacyUrl\n        termsUrl\n        supportUrl\n        logoPath\n      }\n    }\n  }\n": typeof types.AdminSettingsDocument,
    "\n  mutation UpdateSettings($input: AdminUpdateSettingsInput!) {\n    adminUpdateSettings(input: $input) {\n      branding {\n        serviceName\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.UpdateSettingsDocument,
    "\n  query AdminSigningKeys {\n    admin {\n      signingKeys {\n        kid\n        algorithm\n        status\n        activeAt\n        expiresAt\n      }\n    }\n  }\n": typeof types.AdminSigningKeysDocument,
    "\n  query AdminUser($id: ID!) {\n    admin {\n      user(id: $id) {\n        id\n        email\n        emailVerifiedAt\n        displayName\n        role\n        secondFactorSince\n        hasPassword\n        passwordChangedAt\n        suspendedAt\n        createdAt\n        updatedAt\n      }\n      auditEvents(first: 10, filter: { userId: $id }) {\n        nodes {\n          ...EventRow\n        }\n      }\n    }\n  }\n": typeof types.AdminUserDocument,
    "\n  mutation AdminSuspendUser($input: AdminSuspendUserInput!) {\n    adminSuspendUser(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.AdminSuspendUserDocument,
    "\n  mutation AdminResumeUser($input: AdminResumeUserInput!) {\n    adminResumeUser(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.AdminResumeUserDocument,
    "\n  mutation AdminChangeUserRole($input: AdminChangeUserRoleInput!) {\n    adminChangeUserRole(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.AdminChangeUserRoleDocument,
    "\n  query AdminUsers($after: String, $filter: UserFilter) {\n    admin {\n      users(first: 25, after: $after, filter: $filter) {\n        nodes {\n          id\n          displayName\n          email\n          role\n          createdAt\n          suspendedAt\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.AdminUsersDocument,
    "\n  query ApiKeys($after: String) {\n    viewer {\n      apiKeys(first: 25, after: $after) {\n        nodes {\n          ...ApiKeyRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment ApiKeyRow on ApiKey {\n    id\n    label\n    lastFour\n    applicationName\n    redirectOrigin\n    replacedById\n    networks\n    createdAt\n    expiresAt\n    lastUsedAt\n    lastUsedFrom\n    permissions {\n      permission\n      title\n      resourceKey\n      resourceName\n      effective\n      useCount\n    }\n  }\n": typeof types.ApiKeysDocument,
    "\n  mutation UpdateApiKey($input: UpdateApiKeyInput!) {\n    updateApiKey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.UpdateApiKeyDocument,
    "\n  query ApiScopes($id: ID!) {\n    api(id: $id) {\n      id\n      name\n      permissions {\n        canUpdate\n        canApprove\n      }\n      scopes(includeRetired: true) {\n        ...ApiScope\n      }\n      pendingApprovals {\n        requestedAt\n        app {\n          id\n          name\n          verified\n          publisher\n        }\n        scope {\n          name\n          title\n        }\n      }\n    }\n  }\n": typeof types.ApiScopesDocument,
    "\n  mutation RetireScope($input: RetireScopeInput!) {\n    retireScope(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RetireScopeDocument,
    "\n  query ApiSettings($id: ID!) {\n    api(id: $id) {\n      id\n      name\n      accessTokenTtl\n      requireNonce\n      introspectionClients\n      updatedAt\n      permissions {\n        canUpdate\n      }\n    }\n    serviceInfo {\n      accessTokenTtl\n    }\n  }\n": typeof types.ApiSettingsDocument,
    "\n  mutation UpdateApi($input: UpdateApiInput!) {\n    updateApi(input: $input) {\n      api {\n        id\n        name\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.UpdateApiDocument,
    "\n  query ApiFrame($id: ID!) {\n    api(id: $id) {\n      id\n      name\n      identifier\n      role\n    }\n  }\n": typeof types.ApiFrameDocument,
    "\n  query ApiVerify($id: ID!) {\n    api(id: $id) {\n      id\n      introspectionClients\n      snippets {\n        ...ClientSnippet\n      }\n    }\n  }\n": typeof types.ApiVerifyDocument,
    "\n  query Apis($after: String) {\n    viewer {\n      apis(first: 25, after: $after) {\n        nodes {\n          id\n          name\n          identifier\n          publisher\n          scopes {\n            name\n          }\n          pendingApprovals {\n            requestedAt\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ApisDocument,
    "\n  mutation CreateApi($input: CreateApiInput!) {\n    createApi(input: $input) {\n      api {\n        id\n        name\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.CreateApiDocument,
    "\n  query AppAudit($id: ID!, $after: String, $filter: AuditEventFilter) {\n    app(id: $id) {\n      id\n      auditEvents(first: 25, after: $after, filter: $filter) {\n        nodes {\n          ...EventRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.AppAuditDocument,
    "\n  query AppClient($id: ID!, $clientId: String!) {\n    app(id: $id) {\n      id\n      permissions {\n        canUpdate\n        canManageCredentials\n      }\n      client(clientId: $clientId) {\n        id\n        clientId\n        disabledAt\n        createdAt\n        lastUsedAt\n        ...ClientForm\n        warnings {\n          code\n          message\n        }\n        secrets {\n          ...SecretRow\n        }\n        redirectUrls {\n          ...RedirectUrlRow\n        }\n        postLogoutRedirectUrls {\n          ...RedirectUrlRow\n        }\n        snippets {\n          ...ClientSnippet\n        }\n      }\n    }\n  }\n": typeof types.AppClientDocument,
    "\n  mutation SwitchClient($input: UpdateClientInput!) {\n    updateClient(input: $input) {\n      client {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.SwitchClientDocument,
    "\n  mutation DeleteClient($input: DeleteClientInput!) {\n    deleteClient(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.DeleteClientDocument,
    "\n  query AppClients($id: ID!) {\n    app(id: $id) {\n      id\n      name\n      permissions {\n        canUpdate\n      }\n      clients {\n        ...ClientRow\n      }\n    }\n  }\n": typeof types.AppClientsDocument,
    "\n  mutation CreateClient($input: CreateClientInput!) {\n    createClient(input: $input) {\n      credential {\n        secret\n        client {\n          ...NewClient\n        }\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.CreateClientDocument,
    "\n  query AppOverview($id: ID!, $range: UsageRange!) {\n    app(id: $id) {\n      id\n      description\n      homepage\n      policyUri\n      tosUri\n      createdAt\n      updatedAt\n      grantsCount\n      usage(range: $range) {\n        ...AppUsagePart\n      }\n      owner {\n        __typename\n        ... on User {\n          displayName\n        }\n        ... on Organization {\n          name\n        }\n      }\n      clients {\n        ...ClientRow\n      }\n    }\n  }\n": typeof types.AppOverviewDocument,
    "\n  query AppRequests($id: ID!, $after: String, $filter: RequestLogFilter) {\n    app(id: $id) {\n      id\n      clients {\n        id\n        clientId\n        platform\n      }\n      requestLog(first: 20, after: $after, filter: $filter) {\n        nodes {\n          ...RequestEntry\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.AppRequestsDocument,
    "\n  subscription RequestLogged($appId: ID!) {\n    requestLogged(appId: $appId) {\n      id\n    }\n  }\n": typeof types.RequestLoggedDocument,
    "\n  query AppScopes($id: ID!) {\n    app(id: $id) {\n      id\n      version\n      name\n      verifiedAt\n      profile {\n        publisher\n      }\n      permissions {\n        canUpdate\n      }\n      clients {\n        id\n        platform\n        redirectUrls {\n          id\n          url\n        }\n      }\n      enabledScopes {\n        optional\n        approvedForApp\n        scope {\n          ...ScopeChoice\n        }\n      }\n    }\n  }\n": typeof types.AppScopesDocument,
    "\n  mutation SetAppScopes($input: SetAppScopesInput!) {\n    setAppScopes(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.SetAppScopesDocument,
    "\n  query AppSettings($id: ID!) {\n    app(id: $id) {\n      id\n      version\n      name\n      logoUri\n      description\n      homepage\n      policyUri\n      tosUri\n      suspendedAt\n      suspendedByAdministrator\n      grantsCount\n      clients {\n        id\n      }\n      permissions {\n        canUpdate\n        canDelete\n        canSuspend\n        canTransfer\n      }\n    }\n  }\n": typeof types.AppSettingsDocument,
    "\n  mutation UpdateApp($input: UpdateAppInput!) {\n    updateApp(input: $input) {\n      app {\n        id\n        name\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.UpdateAppDocument,
    "\n  query AppFrame($id: ID!) {\n    app(id: $id) {\n      id\n      name\n      logoUri\n      verifiedAt\n      suspendedAt\n      suspendedByAdministrator\n    }\n  }\n": typeof types.AppFrameDocument,
    "\n  query AppUsers($id: ID!, $after: String) {\n    app(id: $id) {\n      id\n      name\n      permissions {\n        canRevokeGrants\n      }\n      grants(first: 25, after: $after) {\n        nodes {\n          id\n          subject\n          name\n          email\n          createdAt\n          lastUsedAt\n          scopes {\n            name\n            title\n          }\n        }\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.AppUsersDocument,
    "\n  mutation RevokeAllGrants($input: RevokeAllGrantsInput!) {\n    revokeAllGrants(input: $input) {\n      revokedCount\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RevokeAllGrantsDocument,
    "\n  query Apps($after: String, $filter: AppFilter) {\n    viewer {\n      apps(\n        first: 25\n        after: $after\n        filter: $filter\n        orderBy: { field: NAME }\n      ) {\n        nodes {\n          ...AppRow\n        }\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment AppRow on App {\n    id\n    name\n    logoUri\n    description\n    createdAt\n    suspendedAt\n    verifiedAt\n    grantsCount\n    owner {\n      __typename\n      ... on User {\n        id\n        displayName\n      }\n      ... on Organization {\n        id\n        name\n      }\n    }\n    clients {\n      id\n      platform\n    }\n  }\n": typeof types.AppsDocument,
    "\n  mutation CreateApp($input: CreateAppInput!) {\n    createApp(input: $input) {\n      app {\n        id\n        name\n      }\n      credentials {\n        client {\n          ...NewClient\n        }\n        secret\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.CreateAppDocument,
    "\n  query ConnectedApp($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on Grant {\n        ...GrantCard\n        updatedAt\n        revokedAt\n        app {\n          description\n          policyUri\n          tosUri\n        }\n      }\n    }\n  }\n": typeof types.ConnectedAppDocument,
    "\n  query ConnectedApps($after: String, $filter: GrantFilter) {\n    viewer {\n      grants(first: 25, after: $after, filter: $filter) {\n        nodes {\n          ...GrantCard\n        }\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ConnectedAppsDocument,
    "\n  query YourData {\n    viewer {\n      user {\n        id\n        email\n      }\n      dataExport {\n        id\n        status\n        requestedAt\n        expiresAt\n        downloadUrl\n      }\n      organizations {\n        id\n        name\n      }\n      apps(first: 1) {\n        totalCount\n      }\n    }\n  }\n": typeof types.YourDataDocument,
    "\n  mutation ExportMyData($input: ExportMyDataInput!) {\n    exportMyData(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.ExportMyDataDocument,
    "\n  mutation DeleteMyAccount($input: DeleteMyAccountInput!) {\n    deleteMyAccount(input: $input) {\n      deletionDueAt\n      cancelUrl\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.DeleteMyAccountDocument,
    "\n  query FindError($errorId: String!) {\n    requestLogEntry(errorId: $errorId) {\n      ...RequestEntry\n      app {\n        id\n        name\n      }\n    }\n  }\n": typeof types.FindErrorDocument,
    "\n  query TryItNow($filter: AppFilter) {\n    serviceInfo {\n      issuer\n    }\n    viewer {\n      canCreateApps\n      apps(first: 20, filter: $filter, orderBy: { field: CREATED_AT, direction: DESC }) {\n        nodes {\n          id\n          name\n          clients {\n            id\n            clientId\n            platform\n          }\n        }\n        pageInfo {\n          hasNextPage\n        }\n      }\n    }\n  }\n": typeof types.TryItNowDocument,
    "\n  query Explorer {\n    serviceInfo {\n      explorer\n    }\n  }\n": typeof types.ExplorerDocument,
    "\n  query Invitation($token: String!) {\n    invitation(token: $token) {\n      ...InvitationPart\n    }\n  }\n": typeof types.InvitationDocument,
    "\n  query Organization($slug: String!) {\n    organization(slug: $slug) {\n      id\n      slug\n      name\n      role\n      secondFactorRequired\n      permissions {\n        canUpdate\n        canManageMembers\n        canManageOwners\n      }\n      invitations {\n        id\n        email\n        role\n        expiresAt\n        revokedAt\n      }\n      members {\n        userId\n        displayName\n        email\n        role\n        createdAt\n      }\n      apps(first: 50, orderBy: { field: NAME }) {\n        nodes {\n          id\n          name\n        }\n      }\n      apis(first: 50) {\n        nodes {\n          id\n          name\n        }\n      }\n    }\n  }\n": typeof types.OrganizationDocument,
    "\n  query Organizations {\n    viewer {\n      invitations {\n        ...InvitationPart\n      }\n      organizations {\n        id\n        slug\n        name\n        role\n        createdAt\n      }\n    }\n  }\n": typeof types.OrganizationsDocument,
    "\n  mutation CreateOrganization($input: CreateOrganizationInput!) {\n    createOrganization(input: $input) {\n      organization {\n        id\n        slug\n        name\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.CreateOrganizationDocument,
    "\n  query Overview {\n    viewer {\n      user {\n        id\n        emailVerifiedAt\n        hasPassword\n        passwordChangedAt\n        createdAt\n      }\n      securityOverview {\n        secondFactorSince\n        secondFactorRequired\n        passkeysAvailable\n        passkeys {\n          id\n        }\n        recoveryCodesLeft\n      }\n      grants(first: 100) {\n        totalCount\n        nodes {\n          id\n          createdAt\n          lastUsedAt\n        }\n      }\n      sessions {\n        id\n      }\n      apps(first: 1) {\n        totalCount\n      }\n      activity(first: 5) {\n        nodes {\n          ...EventRow\n        }\n      }\n    }\n  }\n": typeof types.OverviewDocument,
    "\n  query Profile {\n    viewer {\n      user {\n        id\n        ...EmailAddress\n        createdAt\n        profile {\n          ...ProfileFields\n          picture\n        }\n      }\n    }\n  }\n": typeof types.ProfileDocument,
    "\n  query Security {\n    viewer {\n      securityOverview {\n        passwordChangedAt\n        secondFactorSince\n        secondFactorRequired\n        recoveryCodesLeft\n        ...ApiPassword\n        ...Totp\n        ...Passkeys\n      }\n      ...LinkedProviders\n    }\n  }\n": typeof types.SecurityDocument,
    "\n  query Sessions {\n    viewer {\n      sessions {\n        ...SessionRow\n      }\n    }\n  }\n\n  fragment SessionRow on Session {\n    id\n    current\n    device\n    ipAddress\n    sameNetwork\n    authenticatedAt\n    lastSeenAt\n  }\n": typeof types.SessionsDocument,
    "\n  mutation EndSession($input: EndSessionInput!) {\n    endSession(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.EndSessionDocument,
    "\n  mutation EndOtherSessions($input: EndOtherSessionsInput!) {\n    endOtherSessions(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.EndOtherSessionsDocument,
};
const documents: Documents = {
    "\n  mutation RegisterPasskey($input: RegisterPasskeyInput!) {\n    registerPasskey(input: $input) {\n      registration {\n        options\n        token\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RegisterPasskeyDocument,
    "\n  mutation ConfirmPasskey($input: ConfirmPasskeyInput!) {\n    confirmPasskey(input: $input) {\n      recoveryCodes\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.ConfirmPasskeyDocument,
    "\n  fragment ApiPassword on Security {\n    passwordForApi\n    secondFactorSince\n  }\n": types.ApiPasswordFragmentDoc,
    "\n  mutation SetPasswordForApi($input: SetPasswordForApiInput!) {\n    setPasswordForApi(input: $input) {\n      allowed\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.SetPasswordForApiDocument,
    "\n  fragment EmailAddress on User {\n    email\n    emailVerifiedAt\n    pendingEmail\n  }\n": types.EmailAddressFragmentDoc,
    "\n  mutation RequestEmailVerification($input: RequestEmailVerificationInput!) {\n    requestEmailVerification(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RequestEmailVerificationDocument,
    "\n  mutation RequestEmailChange($input: RequestEmailChangeInput!) {\n    requestEmailChange(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RequestEmailChangeDocument,
    "\n  mutation CancelEmailChange($input: CancelEmailChangeInput!) {\n    cancelEmailChange(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.CancelEmailChangeDocument,
    "\n  fragment LinkedProviders on Viewer {\n    linkedIdentities {\n      id\n      providerId\n      email\n      lastUsedAt\n      createdAt\n      provider {\n        title\n      }\n    }\n    availableProviders {\n      id\n      title\n      linkUrl\n    }\n  }\n": types.LinkedProvidersFragmentDoc,
    "\n  mutation UnlinkIdentity($input: UnlinkIdentityInput!) {\n    unlinkIdentity(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.UnlinkIdentityDocument,
    "\n  fragment Passkeys on Security {\n    passkeysAvailable\n    passkeys {\n      id\n      name\n      synced\n      flaggedAt\n      createdAt\n      lastUsedAt\n    }\n  }\n": types.PasskeysFragmentDoc,
    "\n  mutation RenamePasskey($input: RenamePasskeyInput!) {\n    renamePasskey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RenamePasskeyDocument,
    "\n  mutation RemovePasskey($input: RemovePasskeyInput!) {\n    removePasskey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RemovePasskeyDocument,
    "\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.ChangePasswordDocument,
    "\n  mutation SetPassword($input: SetPasswordInput!) {\n    setPassword(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.SetPasswordDocument,
    "\n  mutation UploadProfilePicture($input: UploadProfilePictureInput!) {\n    uploadProfilePicture(input: $input) {\n      uploadUrl\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.UploadProfilePictureDocument,
    "\n  mutation RemovePicture($input: UpdateProfileInput!) {\n    updateProfile(input: $input) {\n      user {\n        id\n        displayName\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RemovePictureDocument,
    "\n  fragment ProfileFields on Profile {\n    name\n    givenName\n    middleName\n    familyName\n    nickname\n    preferredUsername\n    profile\n    website\n    gender\n    birthdate\n    zoneinfo\n    locale\n    phoneNumber\n    address {\n      formatted\n      streetAddress\n      locality\n      region\n      postalCode\n      country\n    }\n  }\n": types.ProfileFieldsFragmentDoc,
    "\n  mutation UpdateProfile($input: UpdateProfileInput!) {\n    updateProfile(input: $input) {\n      user {\n        id\n        displayName\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.UpdateProfileDocument,
    "\n  mutation RegenerateRecoveryCodes($input: RegenerateRecoveryCodesInput!) {\n    regenerateRecoveryCodes(input: $input) {\n      recoveryCodes\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RegenerateRecoveryCodesDocument,
    "\n  fragment Totp on Security {\n    totp {\n      createdAt\n      lastUsedAt\n    }\n  }\n": types.TotpFragmentDoc,
    "\n  mutation EnableTotp($input: EnableTotpInput!) {\n    enableTotp(input: $input) {\n      enrolment {\n        secret\n        token\n        qrCode {\n          size\n          path\n        }\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.EnableTotpDocument,
    "\n  mutation ConfirmTotp($input: ConfirmTotpInput!) {\n    confirmTotp(input: $input) {\n      recoveryCodes\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.ConfirmTotpDocument,
    "\n  mutation DisableTotp($input: DisableTotpInput!) {\n    disableTotp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.DisableTotpDocument,
    "\n  mutation AdminCreateUser($input: AdminCreateUserInput!) {\n    adminCreateUser(input: $input) {\n      user {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.AdminCreateUserDocument,
    "\n  mutation AdminSendPasswordReset($input: AdminSendPasswordResetInput!) {\n    adminSendPasswordReset(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.AdminSendPasswordResetDocument,
    "\n  mutation AdminResetUserCredentials($input: AdminResetUserCredentialsInput!) {\n    adminResetUserCredentials(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.AdminResetUserCredentialsDocument,
    "\n  mutation RotateSigningKeys($input: AdminRotateSigningKeyInput!) {\n    adminRotateSigningKey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RotateSigningKeysDocument,
    "\n  mutation UploadServiceLogo($input: AdminUploadServiceLogoInput!) {\n    adminUploadServiceLogo(input: $input) {\n      uploadUrl\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.UploadServiceLogoDocument,
    "\n  mutation RemoveServiceLogo($input: AdminUpdateSettingsInput!) {\n    adminUpdateSettings(input: $input) {\n      branding {\n        logoPath\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RemoveServiceLogoDocument,
    "\n  query KeyPermissions {\n    viewer {\n      keyPermissions {\n        ...KeyPermissionChoice\n      }\n    }\n  }\n": types.KeyPermissionsDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      secret\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.CreateApiKeyDocument,
    "\n  fragment KeyPermissionChoice on KeyPermission {\n    scope\n    title\n    description\n    sensitive\n    apiName\n    resourceType\n    resources {\n      key\n      name\n    }\n  }\n": types.KeyPermissionChoiceFragmentDoc,
    "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RevokeApiKeyDocument,
    "\n  mutation RotateApiKey($input: RotateApiKeyInput!) {\n    rotateApiKey(input: $input) {\n      secret\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RotateApiKeyDocument,
    "\n  mutation ApproveAppScope($input: ApproveAppScopeInput!) {\n    approveAppScope(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.ApproveAppScopeDocument,
    "\n  fragment ApiScope on Scope {\n    id\n    name\n    title\n    description\n    sensitive\n    grantableTo\n    resourceType\n    includes\n    retiredAt\n  }\n": types.ApiScopeFragmentDoc,
    "\n  mutation CreateScope($input: CreateScopeInput!) {\n    createScope(input: $input) {\n      scope {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.CreateScopeDocument,
    "\n  mutation UpdateScope($input: UpdateScopeInput!) {\n    updateScope(input: $input) {\n      scope {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.UpdateScopeDocument,
    "\n  mutation CreateClientSecret($input: CreateClientSecretInput!) {\n    createClientSecret(input: $input) {\n      secret\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.CreateClientSecretDocument,
    "\n  mutation TransferApp($input: TransferAppInput!) {\n    transferApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.TransferAppDocument,
    "\n  mutation SuspendApp($input: SuspendAppInput!) {\n    suspendApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.SuspendAppDocument,
    "\n  mutation ResumeApp($input: ResumeAppInput!) {\n    resumeApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.ResumeAppDocument,
    "\n  mutation DeleteApp($input: DeleteAppInput!) {\n    deleteApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.DeleteAppDocument,
    "\n  subscription ArrivingEvent($appId: ID!) {\n    auditEventAdded(appId: $appId) {\n      id\n      at\n      kind\n      title\n    }\n  }\n": types.ArrivingEventDocument,
    "\n  subscription ArrivingRefusal($appId: ID!) {\n    requestLogged(appId: $appId) {\n      id\n      at\n      message\n    }\n  }\n": types.ArrivingRefusalDocument,
    "\n  mutation SetClientKeys($input: SetClientKeysInput!) {\n    setClientKeys(input: $input) {\n      client {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.SetClientKeysDocument,
    "\n  fragment ClientForm on Client {\n    id\n    platform\n    tokenEndpointAuthMethod\n    grantTypes\n    settings {\n      responseTypes\n      responseModes\n      defaultScopes\n      pinAuthMethod\n      requirePkce\n      rotateRefreshTokens\n      codeInFragment\n      idTokenSignedResponseAlg\n      userinfoSignedResponseAlg\n      defaultMaxAge\n      jwks\n      jwksUri\n    }\n  }\n": types.ClientFormFragmentDoc,
    "\n  mutation UpdateClient($input: UpdateClientInput!) {\n    updateClient(input: $input) {\n      client {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.UpdateClientDocument,
    "\n  fragment ClientRow on Client {\n    id\n    clientId\n    platform\n    tokenEndpointAuthMethod\n    disabledAt\n    lastUsedAt\n  }\n": types.ClientRowFragmentDoc,
    "\n  mutation UploadAppLogo($input: UploadAppLogoInput!) {\n    uploadAppLogo(input: $input) {\n      uploadUrl\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.UploadAppLogoDocument,
    "\n  fragment NewClient on Client {\n    id\n    clientId\n    platform\n    confidential\n    snippets {\n      ...ClientSnippet\n    }\n  }\n": types.NewClientFragmentDoc,
    "\n  query Owners {\n    viewer {\n      organizations {\n        id\n        name\n        permissions {\n          canCreateApps\n          canCreateApis\n        }\n      }\n    }\n  }\n": types.OwnersDocument,
    "\n  fragment RedirectUrlRow on RedirectUrl {\n    id\n    url\n    createdAt\n  }\n": types.RedirectUrlRowFragmentDoc,
    "\n  mutation AddRedirectUrl($input: AddRedirectUrlInput!) {\n    addRedirectUrl(input: $input) {\n      hint\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.AddRedirectUrlDocument,
    "\n  mutation RemoveRedirectUrl($input: RemoveRedirectUrlInput!) {\n    removeRedirectUrl(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RemoveRedirectUrlDocument,
    "\n  mutation RevokeClientSecret($input: RevokeClientSecretInput!) {\n    revokeClientSecret(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RevokeClientSecretDocument,
    "\n  mutation RotateClientSecret($input: RotateClientSecretInput!) {\n    rotateClientSecret(input: $input) {\n      secret\n      clientSecret {\n        id\n      }\n      client {\n        id\n        secrets {\n          id\n          expiresAt\n        }\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RotateClientSecretDocument,
    "\n  fragment ScopeChoice on Scope {\n    name\n    title\n    description\n    sensitive\n    grantableTo\n    resourceType\n    api {\n      id\n      name\n    }\n  }\n": types.ScopeChoiceFragmentDoc,
    "\n  fragment SecretRow on ClientSecret {\n    id\n    label\n    lastFour\n    status\n    createdAt\n    expiresAt\n    lastUsedAt\n    useCount\n    usesInLast30Days\n  }\n": types.SecretRowFragmentDoc,
    "\n  fragment ClientSnippet on Snippet {\n    language\n    title\n    code\n  }\n": types.ClientSnippetFragmentDoc,
    "\n  fragment AppUsagePart on AppUsage {\n    since\n    bucketSeconds\n    buckets {\n      at\n      figures {\n        signIns\n        activeUsers\n        tokenCount\n        errorCount\n      }\n    }\n    total {\n      signIns\n      activeUsers\n      tokenCount\n      errorCount\n      refreshFailures\n      tokens {\n        name\n        count\n      }\n      errors {\n        name\n        count\n      }\n    }\n  }\n": types.AppUsagePartFragmentDoc,
    "\n  query AccountOfAddress($email: EmailAddress!) {\n    admin {\n      user(email: $email) {\n        id\n      }\n    }\n  }\n": types.AccountOfAddressDocument,
    "\n  fragment EventRow on AuditEvent {\n    id\n    at\n    kind\n    title\n    outcome\n    ipAddress\n    device\n    target\n    targetName\n    details\n    actor {\n      kind\n      displayName\n      clientId\n    }\n    app {\n      id\n      name\n    }\n  }\n": types.EventRowFragmentDoc,
    "\n  query ExportEvents($after: String, $filter: AdminAuditEventFilter) {\n    admin {\n      auditEvents(first: 100, after: $after, filter: $filter) {\n        nodes {\n          ...EventRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.ExportEventsDocument,
    "\n  fragment GrantCard on Grant {\n    id\n    createdAt\n    lastUsedAt\n    lastUsedFrom\n    accessTokensEndBy\n    app {\n      id\n      name\n      logoUri\n      publisher\n      homepage\n      verified\n    }\n    scopes {\n      name\n      title\n      description\n      sensitive\n      apiName\n      resourceType\n      resources {\n        name\n        permission\n      }\n    }\n  }\n": types.GrantCardFragmentDoc,
    "\n  mutation RevokeGrant($input: RevokeGrantInput!) {\n    revokeGrant(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RevokeGrantDocument,
    "\n  mutation RevokeAllMyGrants($input: RevokeAllMyGrantsInput!) {\n    revokeAllMyGrants(input: $input) {\n      revokedCount\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RevokeAllMyGrantsDocument,
    "\n  mutation RevokeGrantScopes($input: RevokeGrantScopesInput!) {\n    revokeGrantScopes(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RevokeGrantScopesDocument,
    "\n  mutation ChangeMemberRole($input: ChangeMemberRoleInput!) {\n    changeMemberRole(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.ChangeMemberRoleDocument,
    "\n  fragment InvitationPart on ReceivedInvitation {\n    id\n    organizationName\n    organizationSlug\n    role\n    forYou\n    invitedBy\n    expiresAt\n  }\n": types.InvitationPartFragmentDoc,
    "\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      organization {\n        id\n        slug\n        name\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.AcceptInvitationDocument,
    "\n  mutation DeclineInvitation($input: DeclineInvitationInput!) {\n    declineInvitation(input: $input) {\n      organizationName\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.DeclineInvitationDocument,
    "\n  mutation RevokeInvitation($input: RevokeInvitationInput!) {\n    revokeInvitation(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RevokeInvitationDocument,
    "\n  mutation InviteMember($input: InviteMemberInput!) {\n    inviteMember(input: $input) {\n      link\n      mailed\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.InviteMemberDocument,
    "\n  mutation LeaveOrganization($input: LeaveOrganizationInput!) {\n    leaveOrganization(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.LeaveOrganizationDocument,
    "\n  mutation DeleteOrganization($input: DeleteOrganizationInput!) {\n    deleteOrganization(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.DeleteOrganizationDocument,
    "\n  mutation UpdateOrganization($input: UpdateOrganizationInput!) {\n    updateOrganization(input: $input) {\n      organization {\n        id\n        slug\n        name\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.UpdateOrganizationDocument,
    "\n  mutation UpdateOrganizationSecurity($input: UpdateOrganizationInput!) {\n    updateOrganization(input: $input) {\n      organization {\n        id\n        secondFactorRequired\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.UpdateOrganizationSecurityDocument,
    "\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RemoveMemberDocument,
    "\n  query QuickSearch($filter: AppFilter) {\n    viewer {\n      apps(first: 8, filter: $filter, orderBy: { field: NAME }) {\n        nodes {\n          id\n          name\n        }\n      }\n    }\n  }\n": types.QuickSearchDocument,
    "\n  fragment RequestEntry on RequestLogEntry {\n    id\n    at\n    endpoint\n    clientId\n    client {\n      id\n      platform\n    }\n    code\n    message\n    explanation\n    fix\n    parameter\n    received\n    expected\n    difference\n    parameters {\n      name\n      value\n      length\n    }\n    errorId\n    moreLikeThis\n  }\n": types.RequestEntryFragmentDoc,
    "\n  mutation CreateTestApp($input: CreateAppInput!) {\n    createApp(input: $input) {\n      app {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.CreateTestAppDocument,
    "\n  query TrialApp($id: ID!, $clientId: String!) {\n    app(id: $id) {\n      id\n      permissions {\n        canUpdate\n      }\n      client(clientId: $clientId) {\n        id\n        redirectUrls {\n          id\n          url\n        }\n      }\n      enabledScopes {\n        scope {\n          name\n          title\n          grantableTo\n        }\n      }\n    }\n  }\n": types.TrialAppDocument,
    "\n  mutation AllowTrial($input: AddRedirectUrlInput!) {\n    addRedirectUrl(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.AllowTrialDocument,
    "\n  query Scopes($after: String) {\n    scopes(first: 100, after: $after) {\n      nodes {\n        ...ScopeChoice\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.ScopesDocument,
    "\n  query Viewer {\n    serviceInfo {\n      name\n      explorer\n    }\n    viewer {\n      canCreateApps\n      isAdministrator\n      user {\n        id\n        email\n        displayName\n        profile {\n          picture\n        }\n      }\n    }\n  }\n": types.ViewerDocument,
    "\n  query Activity($after: String, $filter: AuditEventFilter) {\n    viewer {\n      activity(first: 25, after: $after, filter: $filter) {\n        nodes {\n          ...EventRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.ActivityDocument,
    "\n  query AdminApis($after: String) {\n    admin {\n      apis(first: 25, after: $after) {\n        nodes {\n          ...ApiPart\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment ApiPart on Api {\n    id\n    name\n    identifier\n    scopes {\n      name\n      title\n      description\n      sensitive\n      grantableTo\n    }\n  }\n": types.AdminApisDocument,
    "\n  query AdminApps($after: String, $filter: AppFilter) {\n    admin {\n      apps(first: 25, after: $after, filter: $filter) {\n        nodes {\n          ...AdminAppRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment AdminAppRow on App {\n    id\n    name\n    verifiedAt\n    suspendedAt\n    createdAt\n    grantsCount\n    owner {\n      __typename\n      ... on User {\n        id\n        email\n      }\n      ... on Organization {\n        id\n        name\n      }\n    }\n  }\n": types.AdminAppsDocument,
    "\n  mutation AdminVerifyApp($input: AdminVerifyAppInput!) {\n    adminVerifyApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.AdminVerifyAppDocument,
    "\n  mutation AdminSuspendApp($input: AdminSuspendAppInput!) {\n    adminSuspendApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.AdminSuspendAppDocument,
    "\n  mutation AdminResumeApp($input: AdminResumeAppInput!) {\n    adminResumeApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.AdminResumeAppDocument,
    "\n  query AdminAudit($after: String, $filter: AdminAuditEventFilter) {\n    admin {\n      auditEvents(first: 50, after: $after, filter: $filter) {\n        nodes {\n          ...EventRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.AdminAuditDocument,
    "\n  query AdminHealth {\n    serviceInfo {\n      version\n      issuer\n      development\n    }\n    admin {\n      health {\n        status\n        database\n        databaseLatencyMs\n        signingKeysOk\n        users\n        apps\n        liveGrants\n        liveSessions\n        unsealedAuditEvents\n        oldestSigningKeyAgeDays\n        nodes {\n          name\n          version\n          startedAt\n          lastSeenAt\n          alive\n          answering\n        }\n        queues {\n          name\n          length\n          capacity\n        }\n      }\n      settings {\n        name\n        value\n      }\n    }\n  }\n": types.AdminHealthDocument,
    "\n  query AdminInvitations {\n    admin {\n      invitations {\n        ...AccountInvitation\n      }\n    }\n  }\n\n  fragment AccountInvitation on Invitation {\n    id\n    email\n    createdAt\n    expiresAt\n  }\n": types.AdminInvitationsDocument,
    "\n  mutation CreateInvitation($input: AdminCreateInvitationInput!) {\n    adminCreateInvitation(input: $input) {\n      invitation {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.CreateInvitationDocument,
    "\n  mutation RevokeAccountInvitation($input: AdminRevokeInvitationInput!) {\n    adminRevokeInvitation(input: $input) {\n      revokedInvitationId\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RevokeAccountInvitationDocument,
    "\n  query AdminSettings {\n    admin {\n      branding {\n        serviceName\n        accentColor\n        privacyUrl\n        termsUrl\n        supportUrl\n        logoPath\n      }\n    }\n  }\n": types.AdminSettingsDocument,
    "\n  mutation UpdateSettings($input: AdminUpdateSettingsInput!) {\n    adminUpdateSettings(input: $input) {\n      branding {\n        serviceName\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.UpdateSettingsDocument,
    "\n  query AdminSigningKeys {\n    admin {\n      signingKeys {\n        kid\n        algorithm\n        status\n        activeAt\n        expiresAt\n      }\n    }\n  }\n": types.AdminSigningKeysDocument,
    "\n  query AdminUser($id: ID!) {\n    admin {\n      user(id: $id) {\n        id\n        email\n        emailVerifiedAt\n        displayName\n        role\n        secondFactorSince\n        hasPassword\n        passwordChangedAt\n        suspendedAt\n        createdAt\n        updatedAt\n      }\n      auditEvents(first: 10, filter: { userId: $id }) {\n        nodes {\n          ...EventRow\n        }\n      }\n    }\n  }\n": types.AdminUserDocument,
    "\n  mutation AdminSuspendUser($input: AdminSuspendUserInput!) {\n    adminSuspendUser(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.AdminSuspendUserDocument,
    "\n  mutation AdminResumeUser($input: AdminResumeUserInput!) {\n    adminResumeUser(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.AdminResumeUserDocument,
    "\n  mutation AdminChangeUserRole($input: AdminChangeUserRoleInput!) {\n    adminChangeUserRole(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.AdminChangeUserRoleDocument,
    "\n  query AdminUsers($after: String, $filter: UserFilter) {\n    admin {\n      users(first: 25, after: $after, filter: $filter) {\n        nodes {\n          id\n          displayName\n          email\n          role\n          createdAt\n          suspendedAt\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.AdminUsersDocument,
    "\n  query ApiKeys($after: String) {\n    viewer {\n      apiKeys(first: 25, after: $after) {\n        nodes {\n          ...ApiKeyRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment ApiKeyRow on ApiKey {\n    id\n    label\n    lastFour\n    applicationName\n    redirectOrigin\n    replacedById\n    networks\n    createdAt\n    expiresAt\n    lastUsedAt\n    lastUsedFrom\n    permissions {\n      permission\n      title\n      resourceKey\n      resourceName\n      effective\n      useCount\n    }\n  }\n": types.ApiKeysDocument,
    "\n  mutation UpdateApiKey($input: UpdateApiKeyInput!) {\n    updateApiKey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.UpdateApiKeyDocument,
    "\n  query ApiScopes($id: ID!) {\n    api(id: $id) {\n      id\n      name\n      permissions {\n        canUpdate\n        canApprove\n      }\n      scopes(includeRetired: true) {\n        ...ApiScope\n      }\n      pendingApprovals {\n        requestedAt\n        app {\n          id\n          name\n          verified\n          publisher\n        }\n        scope {\n          name\n          title\n        }\n      }\n    }\n  }\n": types.ApiScopesDocument,
    "\n  mutation RetireScope($input: RetireScopeInput!) {\n    retireScope(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RetireScopeDocument,
    "\n  query ApiSettings($id: ID!) {\n    api(id: $id) {\n      id\n      name\n      accessTokenTtl\n      requireNonce\n      introspectionClients\n      updatedAt\n      permissions {\n        canUpdate\n      }\n    }\n    serviceInfo {\n      accessTokenTtl\n    }\n  }\n": types.ApiSettingsDocument,
    "\n  mutation UpdateApi($input: UpdateApiInput!) {\n    updateApi(input: $input) {\n      api {\n        id\n        name\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.UpdateApiDocument,
    "\n  query ApiFrame($id: ID!) {\n    api(id: $id) {\n      id\n      name\n      identifier\n      role\n    }\n  }\n": types.ApiFrameDocument,
    "\n  query ApiVerify($id: ID!) {\n    api(id: $id) {\n      id\n      introspectionClients\n      snippets {\n        ...ClientSnippet\n      }\n    }\n  }\n": types.ApiVerifyDocument,
    "\n  query Apis($after: String) {\n    viewer {\n      apis(first: 25, after: $after) {\n        nodes {\n          id\n          name\n          identifier\n          publisher\n          scopes {\n            name\n          }\n          pendingApprovals {\n            requestedAt\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.ApisDocument,
    "\n  mutation CreateApi($input: CreateApiInput!) {\n    createApi(input: $input) {\n      api {\n        id\n        name\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.CreateApiDocument,
    "\n  query AppAudit($id: ID!, $after: String, $filter: AuditEventFilter) {\n    app(id: $id) {\n      id\n      auditEvents(first: 25, after: $after, filter: $filter) {\n        nodes {\n          ...EventRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.AppAuditDocument,
    "\n  query AppClient($id: ID!, $clientId: String!) {\n    app(id: $id) {\n      id\n      permissions {\n        canUpdate\n        canManageCredentials\n      }\n      client(clientId: $clientId) {\n        id\n        clientId\n        disabledAt\n        createdAt\n        lastUsedAt\n        ...ClientForm\n        warnings {\n          code\n          message\n        }\n        secrets {\n          ...SecretRow\n        }\n        redirectUrls {\n          ...RedirectUrlRow\n        }\n        postLogoutRedirectUrls {\n          ...RedirectUrlRow\n        }\n        snippets {\n          ...ClientSnippet\n        }\n      }\n    }\n  }\n": types.AppClientDocument,
    "\n  mutation SwitchClient($input: UpdateClientInput!) {\n    updateClient(input: $input) {\n      client {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.SwitchClientDocument,
    "\n  mutation DeleteClient($input: DeleteClientInput!) {\n    deleteClient(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.DeleteClientDocument,
    "\n  query AppClients($id: ID!) {\n    app(id: $id) {\n      id\n      name\n      permissions {\n        canUpdate\n      }\n      clients {\n        ...ClientRow\n      }\n    }\n  }\n": types.AppClientsDocument,
    "\n  mutation CreateClient($input: CreateClientInput!) {\n    createClient(input: $input) {\n      credential {\n        secret\n        client {\n          ...NewClient\n        }\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.CreateClientDocument,
    "\n  query AppOverview($id: ID!, $range: UsageRange!) {\n    app(id: $id) {\n      id\n      description\n      homepage\n      policyUri\n      tosUri\n      createdAt\n      updatedAt\n      grantsCount\n      usage(range: $range) {\n        ...AppUsagePart\n      }\n      owner {\n        __typename\n        ... on User {\n          displayName\n        }\n        ... on Organization {\n          name\n        }\n      }\n      clients {\n        ...ClientRow\n      }\n    }\n  }\n": types.AppOverviewDocument,
    "\n  query AppRequests($id: ID!, $after: String, $filter: RequestLogFilter) {\n    app(id: $id) {\n      id\n      clients {\n        id\n        clientId\n        platform\n      }\n      requestLog(first: 20, after: $after, filter: $filter) {\n        nodes {\n          ...RequestEntry\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.AppRequestsDocument,
    "\n  subscription RequestLogged($appId: ID!) {\n    requestLogged(appId: $appId) {\n      id\n    }\n  }\n": types.RequestLoggedDocument,
    "\n  query AppScopes($id: ID!) {\n    app(id: $id) {\n      id\n      version\n      name\n      verifiedAt\n      profile {\n        publisher\n      }\n      permissions {\n        canUpdate\n      }\n      clients {\n        id\n        platform\n        redirectUrls {\n          id\n          url\n        }\n      }\n      enabledScopes {\n        optional\n        approvedForApp\n        scope {\n          ...ScopeChoice\n        }\n      }\n    }\n  }\n": types.AppScopesDocument,
    "\n  mutation SetAppScopes($input: SetAppScopesInput!) {\n    setAppScopes(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.SetAppScopesDocument,
    "\n  query AppSettings($id: ID!) {\n    app(id: $id) {\n      id\n      version\n      name\n      logoUri\n      description\n      homepage\n      policyUri\n      tosUri\n      suspendedAt\n      suspendedByAdministrator\n      grantsCount\n      clients {\n        id\n      }\n      permissions {\n        canUpdate\n        canDelete\n        canSuspend\n        canTransfer\n      }\n    }\n  }\n": types.AppSettingsDocument,
    "\n  mutation UpdateApp($input: UpdateAppInput!) {\n    updateApp(input: $input) {\n      app {\n        id\n        name\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.UpdateAppDocument,
    "\n  query AppFrame($id: ID!) {\n    app(id: $id) {\n      id\n      name\n      logoUri\n      verifiedAt\n      suspendedAt\n      suspendedByAdministrator\n    }\n  }\n": types.AppFrameDocument,
    "\n  query AppUsers($id: ID!, $after: String) {\n    app(id: $id) {\n      id\n      name\n      permissions {\n        canRevokeGrants\n      }\n      grants(first: 25, after: $after) {\n        nodes {\n          id\n          subject\n          name\n          email\n          createdAt\n          lastUsedAt\n          scopes {\n            name\n            title\n          }\n        }\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.AppUsersDocument,
    "\n  mutation RevokeAllGrants($input: RevokeAllGrantsInput!) {\n    revokeAllGrants(input: $input) {\n      revokedCount\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RevokeAllGrantsDocument,
    "\n  query Apps($after: String, $filter: AppFilter) {\n    viewer {\n      apps(\n        first: 25\n        after: $after\n        filter: $filter\n        orderBy: { field: NAME }\n      ) {\n        nodes {\n          ...AppRow\n        }\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment AppRow on App {\n    id\n    name\n    logoUri\n    description\n    createdAt\n    suspendedAt\n    verifiedAt\n    grantsCount\n    owner {\n      __typename\n      ... on User {\n        id\n        displayName\n      }\n      ... on Organization {\n        id\n        name\n      }\n    }\n    clients {\n      id\n      platform\n    }\n  }\n": types.AppsDocument,
    "\n  mutation CreateApp($input: CreateAppInput!) {\n    createApp(input: $input) {\n      app {\n        id\n        name\n      }\n      credentials {\n        client {\n          ...NewClient\n        }\n        secret\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.CreateAppDocument,
    "\n  query ConnectedApp($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on Grant {\n        ...GrantCard\n        updatedAt\n        revokedAt\n        app {\n          description\n          policyUri\n          tosUri\n        }\n      }\n    }\n  }\n": types.ConnectedAppDocument,
    "\n  query ConnectedApps($after: String, $filter: GrantFilter) {\n    viewer {\n      grants(first: 25, after: $after, filter: $filter) {\n        nodes {\n          ...GrantCard\n        }\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.ConnectedAppsDocument,
    "\n  query YourData {\n    viewer {\n      user {\n        id\n        email\n      }\n      dataExport {\n        id\n        status\n        requestedAt\n        expiresAt\n        downloadUrl\n      }\n      organizations {\n        id\n        name\n      }\n      apps(first: 1) {\n        totalCount\n      }\n    }\n  }\n": types.YourDataDocument,
    "\n  mutation ExportMyData($input: ExportMyDataInput!) {\n    exportMyData(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.ExportMyDataDocument,
    "\n  mutation DeleteMyAccount($input: DeleteMyAccountInput!) {\n    deleteMyAccount(input: $input) {\n      deletionDueAt\n      cancelUrl\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.DeleteMyAccountDocument,
    "\n  query FindError($errorId: String!) {\n    requestLogEntry(errorId: $errorId) {\n      ...RequestEntry\n      app {\n        id\n        name\n      }\n    }\n  }\n": types.FindErrorDocument,
    "\n  query TryItNow($filter: AppFilter) {\n    serviceInfo {\n      issuer\n    }\n    viewer {\n      canCreateApps\n      apps(first: 20, filter: $filter, orderBy: { field: CREATED_AT, direction: DESC }) {\n        nodes {\n          id\n          name\n          clients {\n            id\n            clientId\n            platform\n          }\n        }\n        pageInfo {\n          hasNextPage\n        }\n      }\n    }\n  }\n": types.TryItNowDocument,
    "\n  query Explorer {\n    serviceInfo {\n      explorer\n    }\n  }\n": types.ExplorerDocument,
    "\n  query Invitation($token: String!) {\n    invitation(token: $token) {\n      ...InvitationPart\n    }\n  }\n": types.InvitationDocument,
    "\n  query Organization($slug: String!) {\n    organization(slug: $slug) {\n      id\n      slug\n      name\n      role\n      secondFactorRequired\n      permissions {\n        canUpdate\n        canManageMembers\n        canManageOwners\n      }\n      invitations {\n        id\n        email\n        role\n        expiresAt\n        revokedAt\n      }\n      members {\n        userId\n        displayName\n        email\n        role\n        createdAt\n      }\n      apps(first: 50, orderBy: { field: NAME }) {\n        nodes {\n          id\n          name\n        }\n      }\n      apis(first: 50) {\n        nodes {\n          id\n          name\n        }\n      }\n    }\n  }\n": types.OrganizationDocument,
    "\n  query Organizations {\n    viewer {\n      invitations {\n        ...InvitationPart\n      }\n      organizations {\n        id\n        slug\n        name\n        role\n        createdAt\n      }\n    }\n  }\n": types.OrganizationsDocument,
    "\n  mutation CreateOrganization($input: CreateOrganizationInput!) {\n    createOrganization(input: $input) {\n      organization {\n        id\n        slug\n        name\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.CreateOrganizationDocument,
    "\n  query Overview {\n    viewer {\n      user {\n        id\n        emailVerifiedAt\n        hasPassword\n        passwordChangedAt\n        createdAt\n      }\n      securityOverview {\n        secondFactorSince\n        secondFactorRequired\n        passkeysAvailable\n        passkeys {\n          id\n        }\n        recoveryCodesLeft\n      }\n      grants(first: 100) {\n        totalCount\n        nodes {\n          id\n          createdAt\n          lastUsedAt\n        }\n      }\n      sessions {\n        id\n      }\n      apps(first: 1) {\n        totalCount\n      }\n      activity(first: 5) {\n        nodes {\n          ...EventRow\n        }\n      }\n    }\n  }\n": types.OverviewDocument,
    "\n  query Profile {\n    viewer {\n      user {\n        id\n        ...EmailAddress\n        createdAt\n        profile {\n          ...ProfileFields\n          picture\n        }\n      }\n    }\n  }\n": types.ProfileDocument,
    "\n  query Security {\n    viewer {\n      securityOverview {\n        passwordChangedAt\n        secondFactorSince\n        secondFactorRequired\n        recoveryCodesLeft\n        ...ApiPassword\n        ...Totp\n        ...Passkeys\n      }\n      ...LinkedProviders\n    }\n  }\n": types.SecurityDocument,
    "\n  query Sessions {\n    viewer {\n      sessions {\n        ...SessionRow\n      }\n    }\n  }\n\n  fragment SessionRow on Session {\n    id\n    current\n    device\n    ipAddress\n    sameNetwork\n    authenticatedAt\n    lastSeenAt\n  }\n": types.SessionsDocument,
    "\n  mutation EndSession($input: EndSessionInput!) {\n    endSession(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.EndSessionDocument,
    "\n  mutation EndOtherSessions($input: EndOtherSessionsInput!) {\n    endOtherSessions(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.EndOtherSessionsDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RegisterPasskey($input: RegisterPasskeyInput!) {\n    registerPasskey(input: $input) {\n      registration {\n        options\n        token\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RegisterPasskeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ConfirmPasskey($input: ConfirmPasskeyInput!) {\n    confirmPasskey(input: $input) {\n      recoveryCodes\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').ConfirmPasskeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ApiPassword on Security {\n    passwordForApi\n    secondFactorSince\n  }\n"): typeof import('./graphql').ApiPasswordFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetPasswordForApi($input: SetPasswordForApiInput!) {\n    setPasswordForApi(input: $input) {\n      allowed\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').SetPasswordForApiDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EmailAddress on User {\n    email\n    emailVerifiedAt\n    pendingEmail\n  }\n"): typeof import('./graphql').EmailAddressFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RequestEmailVerification($input: RequestEmailVerificationInput!) {\n    requestEmailVerification(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RequestEmailVerificationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RequestEmailChange($input: RequestEmailChangeInput!) {\n    requestEmailChange(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RequestEmailChangeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelEmailChange($input: CancelEmailChangeInput!) {\n    cancelEmailChange(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').CancelEmailChangeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LinkedProviders on Viewer {\n    linkedIdentities {\n      id\n      providerId\n      email\n      lastUsedAt\n      createdAt\n      provider {\n        title\n      }\n    }\n    availableProviders {\n      id\n      title\n      linkUrl\n    }\n  }\n"): typeof import('./graphql').LinkedProvidersFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UnlinkIdentity($input: UnlinkIdentityInput!) {\n    unlinkIdentity(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').UnlinkIdentityDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Passkeys on Security {\n    passkeysAvailable\n    passkeys {\n      id\n      name\n      synced\n      flaggedAt\n      createdAt\n      lastUsedAt\n    }\n  }\n"): typeof import('./graphql').PasskeysFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenamePasskey($input: RenamePasskeyInput!) {\n    renamePasskey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RenamePasskeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemovePasskey($input: RemovePasskeyInput!) {\n    removePasskey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RemovePasskeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').ChangePasswordDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetPassword($input: SetPasswordInput!) {\n    setPassword(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').SetPasswordDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UploadProfilePicture($input: UploadProfilePictureInput!) {\n    uploadProfilePicture(input: $input) {\n      uploadUrl\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').UploadProfilePictureDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemovePicture($input: UpdateProfileInput!) {\n    updateProfile(input: $input) {\n      user {\n        id\n        displayName\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RemovePictureDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ProfileFields on Profile {\n    name\n    givenName\n    middleName\n    familyName\n    nickname\n    preferredUsername\n    profile\n    website\n    gender\n    birthdate\n    zoneinfo\n    locale\n    phoneNumber\n    address {\n      formatted\n      streetAddress\n      locality\n      region\n      postalCode\n      country\n    }\n  }\n"): typeof import('./graphql').ProfileFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateProfile($input: UpdateProfileInput!) {\n    updateProfile(input: $input) {\n      user {\n        id\n        displayName\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').UpdateProfileDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RegenerateRecoveryCodes($input: RegenerateRecoveryCodesInput!) {\n    regenerateRecoveryCodes(input: $input) {\n      recoveryCodes\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RegenerateRecoveryCodesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Totp on Security {\n    totp {\n      createdAt\n      lastUsedAt\n    }\n  }\n"): typeof import('./graphql').TotpFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EnableTotp($input: EnableTotpInput!) {\n    enableTotp(input: $input) {\n      enrolment {\n        secret\n        token\n        qrCode {\n          size\n          path\n        }\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').EnableTotpDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ConfirmTotp($input: ConfirmTotpInput!) {\n    confirmTotp(input: $input) {\n      recoveryCodes\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').ConfirmTotpDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DisableTotp($input: DisableTotpInput!) {\n    disableTotp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').DisableTotpDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AdminCreateUser($input: AdminCreateUserInput!) {\n    adminCreateUser(input: $input) {\n      user {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').AdminCreateUserDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AdminSendPasswordReset($input: AdminSendPasswordResetInput!) {\n    adminSendPasswordReset(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').AdminSendPasswordResetDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AdminResetUserCredentials($input: AdminResetUserCredentialsInput!) {\n    adminResetUserCredentials(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').AdminResetUserCredentialsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateSigningKeys($input: AdminRotateSigningKeyInput!) {\n    adminRotateSigningKey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RotateSigningKeysDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UploadServiceLogo($input: AdminUploadServiceLogoInput!) {\n    adminUploadServiceLogo(input: $input) {\n      uploadUrl\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').UploadServiceLogoDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveServiceLogo($input: AdminUpdateSettingsInput!) {\n    adminUpdateSettings(input: $input) {\n      branding {\n        logoPath\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RemoveServiceLogoDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query KeyPermissions {\n    viewer {\n      keyPermissions {\n        ...KeyPermissionChoice\n      }\n    }\n  }\n"): typeof import('./graphql').KeyPermissionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      secret\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').CreateApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment KeyPermissionChoice on KeyPermission {\n    scope\n    title\n    description\n    sensitive\n    apiName\n    resourceType\n    resources {\n      key\n      name\n    }\n  }\n"): typeof import('./graphql').KeyPermissionChoiceFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RevokeApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateApiKey($input: RotateApiKeyInput!) {\n    rotateApiKey(input: $input) {\n      secret\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RotateApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ApproveAppScope($input: ApproveAppScopeInput!) {\n    approveAppScope(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').ApproveAppScopeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ApiScope on Scope {\n    id\n    name\n    title\n    description\n    sensitive\n    grantableTo\n    resourceType\n    includes\n    retiredAt\n  }\n"): typeof import('./graphql').ApiScopeFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateScope($input: CreateScopeInput!) {\n    createScope(input: $input) {\n      scope {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').CreateScopeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateScope($input: UpdateScopeInput!) {\n    updateScope(input: $input) {\n      scope {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').UpdateScopeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateClientSecret($input: CreateClientSecretInput!) {\n    createClientSecret(input: $input) {\n      secret\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').CreateClientSecretDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TransferApp($input: TransferAppInput!) {\n    transferApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').TransferAppDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SuspendApp($input: SuspendAppInput!) {\n    suspendApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').SuspendAppDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResumeApp($input: ResumeAppInput!) {\n    resumeApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').ResumeAppDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteApp($input: DeleteAppInput!) {\n    deleteApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').DeleteAppDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ArrivingEvent($appId: ID!) {\n    auditEventAdded(appId: $appId) {\n      id\n      at\n      kind\n      title\n    }\n  }\n"): typeof import('./graphql').ArrivingEventDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ArrivingRefusal($appId: ID!) {\n    requestLogged(appId: $appId) {\n      id\n      at\n      message\n    }\n  }\n"): typeof import('./graphql').ArrivingRefusalDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetClientKeys($input: SetClientKeysInput!) {\n    setClientKeys(input: $input) {\n      client {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').SetClientKeysDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ClientForm on Client {\n    id\n    platform\n    tokenEndpointAuthMethod\n    grantTypes\n    settings {\n      responseTypes\n      responseModes\n      defaultScopes\n      pinAuthMethod\n      requirePkce\n      rotateRefreshTokens\n      codeInFragment\n      idTokenSignedResponseAlg\n      userinfoSignedResponseAlg\n      defaultMaxAge\n      jwks\n      jwksUri\n    }\n  }\n"): typeof import('./graphql').ClientFormFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateClient($input: UpdateClientInput!) {\n    updateClient(input: $input) {\n      client {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').UpdateClientDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ClientRow on Client {\n    id\n    clientId\n    platform\n    tokenEndpointAuthMethod\n    disabledAt\n    lastUsedAt\n  }\n"): typeof import('./graphql').ClientRowFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UploadAppLogo($input: UploadAppLogoInput!) {\n    uploadAppLogo(input: $input) {\n      uploadUrl\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').UploadAppLogoDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment NewClient on Client {\n    id\n    clientId\n    platform\n    confidential\n    snippets {\n      ...ClientSnippet\n    }\n  }\n"): typeof import('./graphql').NewClientFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Owners {\n    viewer {\n      organizations {\n        id\n        name\n        permissions {\n          canCreateApps\n          canCreateApis\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').OwnersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RedirectUrlRow on RedirectUrl {\n    id\n    url\n    createdAt\n  }\n"): typeof import('./graphql').RedirectUrlRowFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddRedirectUrl($input: AddRedirectUrlInput!) {\n    addRedirectUrl(input: $input) {\n      hint\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').AddRedirectUrlDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveRedirectUrl($input: RemoveRedirectUrlInput!) {\n    removeRedirectUrl(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RemoveRedirectUrlDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeClientSecret($input: RevokeClientSecretInput!) {\n    revokeClientSecret(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RevokeClientSecretDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateClientSecret($input: RotateClientSecretInput!) {\n    rotateClientSecret(input: $input) {\n      secret\n      clientSecret {\n        id\n      }\n      client {\n        id\n        secrets {\n          id\n          expiresAt\n        }\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RotateClientSecretDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ScopeChoice on Scope {\n    name\n    title\n    description\n    sensitive\n    grantableTo\n    resourceType\n    api {\n      id\n      name\n    }\n  }\n"): typeof import('./graphql').ScopeChoiceFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SecretRow on ClientSecret {\n    id\n    label\n    lastFour\n    status\n    createdAt\n    expiresAt\n    lastUsedAt\n    useCount\n    usesInLast30Days\n  }\n"): typeof import('./graphql').SecretRowFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ClientSnippet on Snippet {\n    language\n    title\n    code\n  }\n"): typeof import('./graphql').ClientSnippetFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AppUsagePart on AppUsage {\n    since\n    bucketSeconds\n    buckets {\n      at\n      figures {\n        signIns\n        activeUsers\n        tokenCount\n        errorCount\n      }\n    }\n    total {\n      signIns\n      activeUsers\n      tokenCount\n      errorCount\n      refreshFailures\n      tokens {\n        name\n        count\n      }\n      errors {\n        name\n        count\n      }\n    }\n  }\n"): typeof import('./graphql').AppUsagePartFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AccountOfAddress($email: EmailAddress!) {\n    admin {\n      user(email: $email) {\n        id\n      }\n    }\n  }\n"): typeof import('./graphql').AccountOfAddressDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EventRow on AuditEvent {\n    id\n    at\n    kind\n    title\n    outcome\n    ipAddress\n    device\n    target\n    targetName\n    details\n    actor {\n      kind\n      displayName\n      clientId\n    }\n    app {\n      id\n      name\n    }\n  }\n"): typeof import('./graphql').EventRowFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExportEvents($after: String, $filter: AdminAuditEventFilter) {\n    admin {\n      auditEvents(first: 100, after: $after, filter: $filter) {\n        nodes {\n          ...EventRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').ExportEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment GrantCard on Grant {\n    id\n    createdAt\n    lastUsedAt\n    lastUsedFrom\n    accessTokensEndBy\n    app {\n      id\n      name\n      logoUri\n      publisher\n      homepage\n      verified\n    }\n    scopes {\n      name\n      title\n      description\n      sensitive\n      apiName\n      resourceType\n      resources {\n        name\n        permission\n      }\n    }\n  }\n"): typeof import('./graphql').GrantCardFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeGrant($input: RevokeGrantInput!) {\n    revokeGrant(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RevokeGrantDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeAllMyGrants($input: RevokeAllMyGrantsInput!) {\n    revokeAllMyGrants(input: $input) {\n      revokedCount\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RevokeAllMyGrantsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeGrantScopes($input: RevokeGrantScopesInput!) {\n    revokeGrantScopes(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RevokeGrantScopesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeMemberRole($input: ChangeMemberRoleInput!) {\n    changeMemberRole(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').ChangeMemberRoleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment InvitationPart on ReceivedInvitation {\n    id\n    organizationName\n    organizationSlug\n    role\n    forYou\n    invitedBy\n    expiresAt\n  }\n"): typeof import('./graphql').InvitationPartFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      organization {\n        id\n        slug\n        name\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').AcceptInvitationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeclineInvitation($input: DeclineInvitationInput!) {\n    declineInvitation(input: $input) {\n      organizationName\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').DeclineInvitationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeInvitation($input: RevokeInvitationInput!) {\n    revokeInvitation(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RevokeInvitationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InviteMember($input: InviteMemberInput!) {\n    inviteMember(input: $input) {\n      link\n      mailed\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').InviteMemberDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation LeaveOrganization($input: LeaveOrganizationInput!) {\n    leaveOrganization(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').LeaveOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteOrganization($input: DeleteOrganizationInput!) {\n    deleteOrganization(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').DeleteOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateOrganization($input: UpdateOrganizationInput!) {\n    updateOrganization(input: $input) {\n      organization {\n        id\n        slug\n        name\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').UpdateOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateOrganizationSecurity($input: UpdateOrganizationInput!) {\n    updateOrganization(input: $input) {\n      organization {\n        id\n        secondFactorRequired\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').UpdateOrganizationSecurityDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RemoveMemberDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query QuickSearch($filter: AppFilter) {\n    viewer {\n      apps(first: 8, filter: $filter, orderBy: { field: NAME }) {\n        nodes {\n          id\n          name\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').QuickSearchDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RequestEntry on RequestLogEntry {\n    id\n    at\n    endpoint\n    clientId\n    client {\n      id\n      platform\n    }\n    code\n    message\n    explanation\n    fix\n    parameter\n    received\n    expected\n    difference\n    parameters {\n      name\n      value\n      length\n    }\n    errorId\n    moreLikeThis\n  }\n"): typeof import('./graphql').RequestEntryFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateTestApp($input: CreateAppInput!) {\n    createApp(input: $input) {\n      app {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').CreateTestAppDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TrialApp($id: ID!, $clientId: String!) {\n    app(id: $id) {\n      id\n      permissions {\n        canUpdate\n      }\n      client(clientId: $clientId) {\n        id\n        redirectUrls {\n          id\n          url\n        }\n      }\n      enabledScopes {\n        scope {\n          name\n          title\n          grantableTo\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').TrialAppDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AllowTrial($input: AddRedirectUrlInput!) {\n    addRedirectUrl(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').AllowTrialDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Scopes($after: String) {\n    scopes(first: 100, after: $after) {\n      nodes {\n        ...ScopeChoice\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): typeof import('./graphql').ScopesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Viewer {\n    serviceInfo {\n      name\n      explorer\n    }\n    viewer {\n      canCreateApps\n      isAdministrator\n      user {\n        id\n        email\n        displayName\n        profile {\n          picture\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').ViewerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Activity($after: String, $filter: AuditEventFilter) {\n    viewer {\n      activity(first: 25, after: $after, filter: $filter) {\n        nodes {\n          ...EventRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').ActivityDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AdminApis($after: String) {\n    admin {\n      apis(first: 25, after: $after) {\n        nodes {\n          ...ApiPart\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment ApiPart on Api {\n    id\n    name\n    identifier\n    scopes {\n      name\n      title\n      description\n      sensitive\n      grantableTo\n    }\n  }\n"): typeof import('./graphql').AdminApisDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AdminApps($after: String, $filter: AppFilter) {\n    admin {\n      apps(first: 25, after: $after, filter: $filter) {\n        nodes {\n          ...AdminAppRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment AdminAppRow on App {\n    id\n    name\n    verifiedAt\n    suspendedAt\n    createdAt\n    grantsCount\n    owner {\n      __typename\n      ... on User {\n        id\n        email\n      }\n      ... on Organization {\n        id\n        name\n      }\n    }\n  }\n"): typeof import('./graphql').AdminAppsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AdminVerifyApp($input: AdminVerifyAppInput!) {\n    adminVerifyApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').AdminVerifyAppDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AdminSuspendApp($input: AdminSuspendAppInput!) {\n    adminSuspendApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').AdminSuspendAppDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AdminResumeApp($input: AdminResumeAppInput!) {\n    adminResumeApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').AdminResumeAppDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AdminAudit($after: String, $filter: AdminAuditEventFilter) {\n    admin {\n      auditEvents(first: 50, after: $after, filter: $filter) {\n        nodes {\n          ...EventRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').AdminAuditDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AdminHealth {\n    serviceInfo {\n      version\n      issuer\n      development\n    }\n    admin {\n      health {\n        status\n        database\n        databaseLatencyMs\n        signingKeysOk\n        users\n        apps\n        liveGrants\n        liveSessions\n        unsealedAuditEvents\n        oldestSigningKeyAgeDays\n        nodes {\n          name\n          version\n          startedAt\n          lastSeenAt\n          alive\n          answering\n        }\n        queues {\n          name\n          length\n          capacity\n        }\n      }\n      settings {\n        name\n        value\n      }\n    }\n  }\n"): typeof import('./graphql').AdminHealthDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AdminInvitations {\n    admin {\n      invitations {\n        ...AccountInvitation\n      }\n    }\n  }\n\n  fragment AccountInvitation on Invitation {\n    id\n    email\n    createdAt\n    expiresAt\n  }\n"): typeof import('./graphql').AdminInvitationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateInvitation($input: AdminCreateInvitationInput!) {\n    adminCreateInvitation(input: $input) {\n      invitation {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').CreateInvitationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeAccountInvitation($input: AdminRevokeInvitationInput!) {\n    adminRevokeInvitation(input: $input) {\n      revokedInvitationId\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RevokeAccountInvitationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AdminSettings {\n    admin {\n      branding {\n        serviceName\n        accentColor\n        privacyUrl\n        termsUrl\n        supportUrl\n        logoPath\n      }\n    }\n  }\n"): typeof import('./graphql').AdminSettingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateSettings($input: AdminUpdateSettingsInput!) {\n    adminUpdateSettings(input: $input) {\n      branding {\n        serviceName\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').UpdateSettingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AdminSigningKeys {\n    admin {\n      signingKeys {\n        kid\n        algorithm\n        status\n        activeAt\n        expiresAt\n      }\n    }\n  }\n"): typeof import('./graphql').AdminSigningKeysDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AdminUser($id: ID!) {\n    admin {\n      user(id: $id) {\n        id\n        email\n        emailVerifiedAt\n        displayName\n        role\n        secondFactorSince\n        hasPassword\n        passwordChangedAt\n        suspendedAt\n        createdAt\n        updatedAt\n      }\n      auditEvents(first: 10, filter: { userId: $id }) {\n        nodes {\n          ...EventRow\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').AdminUserDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AdminSuspendUser($input: AdminSuspendUserInput!) {\n    adminSuspendUser(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').AdminSuspendUserDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AdminResumeUser($input: AdminResumeUserInput!) {\n    adminResumeUser(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').AdminResumeUserDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AdminChangeUserRole($input: AdminChangeUserRoleInput!) {\n    adminChangeUserRole(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').AdminChangeUserRoleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AdminUsers($after: String, $filter: UserFilter) {\n    admin {\n      users(first: 25, after: $after, filter: $filter) {\n        nodes {\n          id\n          displayName\n          email\n          role\n          createdAt\n          suspendedAt\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').AdminUsersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiKeys($after: String) {\n    viewer {\n      apiKeys(first: 25, after: $after) {\n        nodes {\n          ...ApiKeyRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment ApiKeyRow on ApiKey {\n    id\n    label\n    lastFour\n    applicationName\n    redirectOrigin\n    replacedById\n    networks\n    createdAt\n    expiresAt\n    lastUsedAt\n    lastUsedFrom\n    permissions {\n      permission\n      title\n      resourceKey\n      resourceName\n      effective\n      useCount\n    }\n  }\n"): typeof import('./graphql').ApiKeysDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateApiKey($input: UpdateApiKeyInput!) {\n    updateApiKey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').UpdateApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiScopes($id: ID!) {\n    api(id: $id) {\n      id\n      name\n      permissions {\n        canUpdate\n        canApprove\n      }\n      scopes(includeRetired: true) {\n        ...ApiScope\n      }\n      pendingApprovals {\n        requestedAt\n        app {\n          id\n          name\n          verified\n          publisher\n        }\n        scope {\n          name\n          title\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').ApiScopesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RetireScope($input: RetireScopeInput!) {\n    retireScope(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RetireScopeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiSettings($id: ID!) {\n    api(id: $id) {\n      id\n      name\n      accessTokenTtl\n      requireNonce\n      introspectionClients\n      updatedAt\n      permissions {\n        canUpdate\n      }\n    }\n    serviceInfo {\n      accessTokenTtl\n    }\n  }\n"): typeof import('./graphql').ApiSettingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateApi($input: UpdateApiInput!) {\n    updateApi(input: $input) {\n      api {\n        id\n        name\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').UpdateApiDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiFrame($id: ID!) {\n    api(id: $id) {\n      id\n      name\n      identifier\n      role\n    }\n  }\n"): typeof import('./graphql').ApiFrameDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiVerify($id: ID!) {\n    api(id: $id) {\n      id\n      introspectionClients\n      snippets {\n        ...ClientSnippet\n      }\n    }\n  }\n"): typeof import('./graphql').ApiVerifyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Apis($after: String) {\n    viewer {\n      apis(first: 25, after: $after) {\n        nodes {\n          id\n          name\n          identifier\n          publisher\n          scopes {\n            name\n          }\n          pendingApprovals {\n            requestedAt\n          }\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').ApisDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApi($input: CreateApiInput!) {\n    createApi(input: $input) {\n      api {\n        id\n        name\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').CreateApiDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AppAudit($id: ID!, $after: String, $filter: AuditEventFilter) {\n    app(id: $id) {\n      id\n      auditEvents(first: 25, after: $after, filter: $filter) {\n        nodes {\n          ...EventRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').AppAuditDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AppClient($id: ID!, $clientId: String!) {\n    app(id: $id) {\n      id\n      permissions {\n        canUpdate\n        canManageCredentials\n      }\n      client(clientId: $clientId) {\n        id\n        clientId\n        disabledAt\n        createdAt\n        lastUsedAt\n        ...ClientForm\n        warnings {\n          code\n          message\n        }\n        secrets {\n          ...SecretRow\n        }\n        redirectUrls {\n          ...RedirectUrlRow\n        }\n        postLogoutRedirectUrls {\n          ...RedirectUrlRow\n        }\n        snippets {\n          ...ClientSnippet\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').AppClientDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SwitchClient($input: UpdateClientInput!) {\n    updateClient(input: $input) {\n      client {\n        id\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').SwitchClientDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteClient($input: DeleteClientInput!) {\n    deleteClient(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').DeleteClientDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AppClients($id: ID!) {\n    app(id: $id) {\n      id\n      name\n      permissions {\n        canUpdate\n      }\n      clients {\n        ...ClientRow\n      }\n    }\n  }\n"): typeof import('./graphql').AppClientsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateClient($input: CreateClientInput!) {\n    createClient(input: $input) {\n      credential {\n        secret\n        client {\n          ...NewClient\n        }\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').CreateClientDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AppOverview($id: ID!, $range: UsageRange!) {\n    app(id: $id) {\n      id\n      description\n      homepage\n      policyUri\n      tosUri\n      createdAt\n      updatedAt\n      grantsCount\n      usage(range: $range) {\n        ...AppUsagePart\n      }\n      owner {\n        __typename\n        ... on User {\n          displayName\n        }\n        ... on Organization {\n          name\n        }\n      }\n      clients {\n        ...ClientRow\n      }\n    }\n  }\n"): typeof import('./graphql').AppOverviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AppRequests($id: ID!, $after: String, $filter: RequestLogFilter) {\n    app(id: $id) {\n      id\n      clients {\n        id\n        clientId\n        platform\n      }\n      requestLog(first: 20, after: $after, filter: $filter) {\n        nodes {\n          ...RequestEntry\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').AppRequestsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription RequestLogged($appId: ID!) {\n    requestLogged(appId: $appId) {\n      id\n    }\n  }\n"): typeof import('./graphql').RequestLoggedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AppScopes($id: ID!) {\n    app(id: $id) {\n      id\n      version\n      name\n      verifiedAt\n      profile {\n        publisher\n      }\n      permissions {\n        canUpdate\n      }\n      clients {\n        id\n        platform\n        redirectUrls {\n          id\n          url\n        }\n      }\n      enabledScopes {\n        optional\n        approvedForApp\n        scope {\n          ...ScopeChoice\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').AppScopesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetAppScopes($input: SetAppScopesInput!) {\n    setAppScopes(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').SetAppScopesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AppSettings($id: ID!) {\n    app(id: $id) {\n      id\n      version\n      name\n      logoUri\n      description\n      homepage\n      policyUri\n      tosUri\n      suspendedAt\n      suspendedByAdministrator\n      grantsCount\n      clients {\n        id\n      }\n      permissions {\n        canUpdate\n        canDelete\n        canSuspend\n        canTransfer\n      }\n    }\n  }\n"): typeof import('./graphql').AppSettingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateApp($input: UpdateAppInput!) {\n    updateApp(input: $input) {\n      app {\n        id\n        name\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').UpdateAppDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AppFrame($id: ID!) {\n    app(id: $id) {\n      id\n      name\n      logoUri\n      verifiedAt\n      suspendedAt\n      suspendedByAdministrator\n    }\n  }\n"): typeof import('./graphql').AppFrameDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AppUsers($id: ID!, $after: String) {\n    app(id: $id) {\n      id\n      name\n      permissions {\n        canRevokeGrants\n      }\n      grants(first: 25, after: $after) {\n        nodes {\n          id\n          subject\n          name\n          email\n          createdAt\n          lastUsedAt\n          scopes {\n            name\n            title\n          }\n        }\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').AppUsersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeAllGrants($input: RevokeAllGrantsInput!) {\n    revokeAllGrants(input: $input) {\n      revokedCount\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RevokeAllGrantsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Apps($after: String, $filter: AppFilter) {\n    viewer {\n      apps(\n        first: 25\n        after: $after\n        filter: $filter\n        orderBy: { field: NAME }\n      ) {\n        nodes {\n          ...AppRow\n        }\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment AppRow on App {\n    id\n    name\n    logoUri\n    description\n    createdAt\n    suspendedAt\n    verifiedAt\n    grantsCount\n    owner {\n      __typename\n      ... on User {\n        id\n        displayName\n      }\n      ... on Organization {\n        id\n        name\n      }\n    }\n    clients {\n      id\n      platform\n    }\n  }\n"): typeof import('./graphql').AppsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApp($input: CreateAppInput!) {\n    createApp(input: $input) {\n      app {\n        id\n        name\n      }\n      credentials {\n        client {\n          ...NewClient\n        }\n        secret\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').CreateAppDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ConnectedApp($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on Grant {\n        ...GrantCard\n        updatedAt\n        revokedAt\n        app {\n          description\n          policyUri\n          tosUri\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').ConnectedAppDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ConnectedApps($after: String, $filter: GrantFilter) {\n    viewer {\n      grants(first: 25, after: $after, filter: $filter) {\n        nodes {\n          ...GrantCard\n        }\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').ConnectedAppsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query YourData {\n    viewer {\n      user {\n        id\n        email\n      }\n      dataExport {\n        id\n        status\n        requestedAt\n        expiresAt\n        downloadUrl\n      }\n      organizations {\n        id\n        name\n      }\n      apps(first: 1) {\n        totalCount\n      }\n    }\n  }\n"): typeof import('./graphql').YourDataDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ExportMyData($input: ExportMyDataInput!) {\n    exportMyData(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').ExportMyDataDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteMyAccount($input: DeleteMyAccountInput!) {\n    deleteMyAccount(input: $input) {\n      deletionDueAt\n      cancelUrl\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').DeleteMyAccountDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindError($errorId: String!) {\n    requestLogEntry(errorId: $errorId) {\n      ...RequestEntry\n      app {\n        id\n        name\n      }\n    }\n  }\n"): typeof import('./graphql').FindErrorDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TryItNow($filter: AppFilter) {\n    serviceInfo {\n      issuer\n    }\n    viewer {\n      canCreateApps\n      apps(first: 20, filter: $filter, orderBy: { field: CREATED_AT, direction: DESC }) {\n        nodes {\n          id\n          name\n          clients {\n            id\n            clientId\n            platform\n          }\n        }\n        pageInfo {\n          hasNextPage\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').TryItNowDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Explorer {\n    serviceInfo {\n      explorer\n    }\n  }\n"): typeof import('./graphql').ExplorerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Invitation($token: String!) {\n    invitation(token: $token) {\n      ...InvitationPart\n    }\n  }\n"): typeof import('./graphql').InvitationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Organization($slug: String!) {\n    organization(slug: $slug) {\n      id\n      slug\n      name\n      role\n      secondFactorRequired\n      permissions {\n        canUpdate\n        canManageMembers\n        canManageOwners\n      }\n      invitations {\n        id\n        email\n        role\n        expiresAt\n        revokedAt\n      }\n      members {\n        userId\n        displayName\n        email\n        role\n        createdAt\n      }\n      apps(first: 50, orderBy: { field: NAME }) {\n        nodes {\n          id\n          name\n        }\n      }\n      apis(first: 50) {\n        nodes {\n          id\n          name\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').OrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Organizations {\n    viewer {\n      invitations {\n        ...InvitationPart\n      }\n      organizations {\n        id\n        slug\n        name\n        role\n        createdAt\n      }\n    }\n  }\n"): typeof import('./graphql').OrganizationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateOrganization($input: CreateOrganizationInput!) {\n    createOrganization(input: $input) {\n      organization {\n        id\n        slug\n        name\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').CreateOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Overview {\n    viewer {\n      user {\n        id\n        emailVerifiedAt\n        hasPassword\n        passwordChangedAt\n        createdAt\n      }\n      securityOverview {\n        secondFactorSince\n        secondFactorRequired\n        passkeysAvailable\n        passkeys {\n          id\n        }\n        recoveryCodesLeft\n      }\n      grants(first: 100) {\n        totalCount\n        nodes {\n          id\n          createdAt\n          lastUsedAt\n        }\n      }\n      sessions {\n        id\n      }\n      apps(first: 1) {\n        totalCount\n      }\n      activity(first: 5) {\n        nodes {\n          ...EventRow\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').OverviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Profile {\n    viewer {\n      user {\n        id\n        ...EmailAddress\n        createdAt\n        profile {\n          ...ProfileFields\n          picture\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').ProfileDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Security {\n    viewer {\n      securityOverview {\n        passwordChangedAt\n        secondFactorSince\n        secondFactorRequired\n        recoveryCodesLeft\n        ...ApiPassword\n        ...Totp\n        ...Passkeys\n      }\n      ...LinkedProviders\n    }\n  }\n"): typeof import('./graphql').SecurityDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Sessions {\n    viewer {\n      sessions {\n        ...SessionRow\n      }\n    }\n  }\n\n  fragment SessionRow on Session {\n    id\n    current\n    device\n    ipAddress\n    sameNetwork\n    authenticatedAt\n    lastSeenAt\n  }\n"): typeof import('./graphql').SessionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EndSession($input: EndSessionInput!) {\n    endSession(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').EndSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EndOtherSessions($input: EndOtherSessionsInput!) {\n    endOtherSessions(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').EndOtherSessionsDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
