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
    "\n  fragment EmailAddress on User {\n    email\n    emailVerifiedAt\n    pendingEmail\n  }\n": typeof types.EmailAddressFragmentDoc,
    "\n  mutation RequestEmailVerification($input: RequestEmailVerificationInput!) {\n    requestEmailVerification(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RequestEmailVerificationDocument,
    "\n  mutation RequestEmailChange($input: RequestEmailChangeInput!) {\n    requestEmailChange(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RequestEmailChangeDocument,
    "\n  mutation CancelEmailChange($input: CancelEmailChangeInput!) {\n    cancelEmailChange(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.CancelEmailChangeDocument,
    "\n  mutation UploadProfilePicture($input: UploadProfilePictureInput!) {\n    uploadProfilePicture(input: $input) {\n      uploadUrl\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.UploadProfilePictureDocument,
    "\n  query KeyPermissions {\n    viewer {\n      keyPermissions {\n        ...KeyPermissionChoice\n      }\n    }\n  }\n\n  fragment KeyPermissionChoice on KeyPermission {\n    scope\n    title\n    description\n    sensitive\n    apiName\n    resources {\n      key\n      name\n    }\n  }\n": typeof types.KeyPermissionsDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      secret\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.CreateApiKeyDocument,
    "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RevokeApiKeyDocument,
    "\n  mutation RotateApiKey($input: RotateApiKeyInput!) {\n    rotateApiKey(input: $input) {\n      secret\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RotateApiKeyDocument,
    "\n  fragment ClientRow on Client {\n    id\n    clientId\n    platform\n    tokenEndpointAuthMethod\n    disabledAt\n    lastUsedAt\n  }\n": typeof types.ClientRowFragmentDoc,
    "\n  fragment NewClient on Client {\n    id\n    clientId\n    platform\n    confidential\n    snippets {\n      ...ClientSnippet\n    }\n  }\n": typeof types.NewClientFragmentDoc,
    "\n  fragment RedirectUrlRow on RedirectUrl {\n    id\n    url\n  }\n": typeof types.RedirectUrlRowFragmentDoc,
    "\n  mutation AddRedirectUrl($input: AddRedirectUrlInput!) {\n    addRedirectUrl(input: $input) {\n      hint\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.AddRedirectUrlDocument,
    "\n  mutation RemoveRedirectUrl($input: RemoveRedirectUrlInput!) {\n    removeRedirectUrl(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RemoveRedirectUrlDocument,
    "\n  fragment ScopeChoice on Scope {\n    name\n    title\n    description\n    sensitive\n  }\n": typeof types.ScopeChoiceFragmentDoc,
    "\n  fragment SecretRow on ClientSecret {\n    id\n    label\n    lastFour\n    status\n    createdAt\n    expiresAt\n    lastUsedAt\n    useCount\n  }\n": typeof types.SecretRowFragmentDoc,
    "\n  mutation CreateClientSecret($input: CreateClientSecretInput!) {\n    createClientSecret(input: $input) {\n      secret\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.CreateClientSecretDocument,
    "\n  mutation RotateClientSecret($input: RotateClientSecretInput!) {\n    rotateClientSecret(input: $input) {\n      secret\n      clientSecret {\n        id\n      }\n      client {\n        id\n        secrets {\n          id\n          expiresAt\n        }\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RotateClientSecretDocument,
    "\n  mutation RevokeClientSecret($input: RevokeClientSecretInput!) {\n    revokeClientSecret(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RevokeClientSecretDocument,
    "\n  fragment ClientSnippet on Snippet {\n    language\n    title\n    code\n  }\n": typeof types.ClientSnippetFragmentDoc,
    "\n  fragment EventRow on AuditEvent {\n    id\n    at\n    kind\n    title\n    outcome\n    ipAddress\n    actor {\n      kind\n      displayName\n      clientId\n    }\n    app {\n      id\n      name\n    }\n  }\n": typeof types.EventRowFragmentDoc,
    "\n  mutation RevokeGrantScopes($input: RevokeGrantScopesInput!) {\n    revokeGrantScopes(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RevokeGrantScopesDocument,
    "\n  query Scopes($after: String) {\n    scopes(first: 100, after: $after) {\n      nodes {\n        ...ScopeChoice\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.ScopesDocument,
    "\n  query Viewer {\n    viewer {\n      canCreateApps\n      isAdministrator\n      user {\n        id\n        email\n        displayName\n        profile {\n          picture\n        }\n      }\n    }\n  }\n": typeof types.ViewerDocument,
    "\n  query Activity($after: String) {\n    viewer {\n      activity(first: 25, after: $after) {\n        nodes {\n          ...EventRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ActivityDocument,
    "\n  query AdminApis($after: String) {\n    admin {\n      apis(first: 25, after: $after) {\n        nodes {\n          ...ApiPart\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment ApiPart on Api {\n    id\n    name\n    identifier\n    scopes {\n      name\n      title\n      description\n      sensitive\n      grantableTo\n    }\n  }\n": typeof types.AdminApisDocument,
    "\n  query AdminAudit($after: String) {\n    admin {\n      auditEvents(first: 50, after: $after) {\n        nodes {\n          ...EventRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.AdminAuditDocument,
    "\n  query AdminSigningKeys {\n    admin {\n      signingKeys {\n        kid\n        algorithm\n        status\n        activeAt\n        expiresAt\n      }\n    }\n  }\n": typeof types.AdminSigningKeysDocument,
    "\n  query AdminUsers($after: String, $filter: UserFilter) {\n    admin {\n      users(first: 25, after: $after, filter: $filter) {\n        nodes {\n          id\n          displayName\n          email\n          role\n          createdAt\n          suspendedAt\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.AdminUsersDocument,
    "\n  query ApiKeys($after: String) {\n    viewer {\n      apiKeys(first: 25, after: $after) {\n        nodes {\n          ...ApiKeyRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment ApiKeyRow on ApiKey {\n    id\n    label\n    lastFour\n    applicationName\n    redirectOrigin\n    replacedById\n    networks\n    createdAt\n    expiresAt\n    lastUsedAt\n    lastUsedFrom\n    permissions {\n      permission\n      title\n      resourceKey\n      resourceName\n      effective\n      useCount\n    }\n  }\n": typeof types.ApiKeysDocument,
    "\n  query AppClient($id: ID!, $clientId: String!) {\n    app(id: $id) {\n      id\n      permissions {\n        canUpdate\n        canManageCredentials\n      }\n      client(clientId: $clientId) {\n        id\n        clientId\n        platform\n        tokenEndpointAuthMethod\n        grantTypes\n        disabledAt\n        createdAt\n        lastUsedAt\n        settings {\n          requirePkce\n          rotateRefreshTokens\n          idTokenSignedResponseAlg\n        }\n        warnings {\n          code\n          message\n        }\n        secrets {\n          ...SecretRow\n        }\n        redirectUrls {\n          ...RedirectUrlRow\n        }\n        snippets {\n          ...ClientSnippet\n        }\n      }\n    }\n  }\n": typeof types.AppClientDocument,
    "\n  mutation DeleteClient($input: DeleteClientInput!) {\n    deleteClient(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.DeleteClientDocument,
    "\n  query AppClients($id: ID!) {\n    app(id: $id) {\n      id\n      name\n      permissions {\n        canUpdate\n      }\n      clients {\n        ...ClientRow\n      }\n    }\n  }\n": typeof types.AppClientsDocument,
    "\n  mutation CreateClient($input: CreateClientInput!) {\n    createClient(input: $input) {\n      credential {\n        secret\n        client {\n          ...NewClient\n        }\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.CreateClientDocument,
    "\n  query AppOverview($id: ID!) {\n    app(id: $id) {\n      id\n      description\n      homepage\n      policyUri\n      tosUri\n      createdAt\n      updatedAt\n      grantsCount\n      owner {\n        __typename\n        ... on User {\n          displayName\n        }\n        ... on Organization {\n          name\n        }\n      }\n      clients {\n        ...ClientRow\n      }\n    }\n  }\n": typeof types.AppOverviewDocument,
    "\n  query AppScopes($id: ID!) {\n    app(id: $id) {\n      id\n      version\n      permissions {\n        canUpdate\n      }\n      enabledScopes {\n        optional\n        approvedForApp\n        scope {\n          name\n          title\n          description\n          sensitive\n        }\n      }\n    }\n  }\n": typeof types.AppScopesDocument,
    "\n  mutation SetAppScopes($input: SetAppScopesInput!) {\n    setAppScopes(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.SetAppScopesDocument,
    "\n  query AppSettings($id: ID!) {\n    app(id: $id) {\n      id\n      version\n      name\n      description\n      homepage\n      policyUri\n      tosUri\n      permissions {\n        canUpdate\n        canDelete\n      }\n    }\n  }\n": typeof types.AppSettingsDocument,
    "\n  mutation UpdateApp($input: UpdateAppInput!) {\n    updateApp(input: $input) {\n      app {\n        id\n        name\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.UpdateAppDocument,
    "\n  mutation DeleteApp($input: DeleteAppInput!) {\n    deleteApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.DeleteAppDocument,
    "\n  query AppFrame($id: ID!) {\n    app(id: $id) {\n      id\n      name\n      logoUri\n      verifiedAt\n      suspendedAt\n      suspendedByAdministrator\n    }\n  }\n": typeof types.AppFrameDocument,
    "\n  query Apps($after: String, $filter: AppFilter) {\n    viewer {\n      apps(\n        first: 25\n        after: $after\n        filter: $filter\n        orderBy: { field: NAME }\n      ) {\n        nodes {\n          ...AppRow\n        }\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment AppRow on App {\n    id\n    name\n    logoUri\n    description\n    createdAt\n    suspendedAt\n    verifiedAt\n    grantsCount\n    clients {\n      id\n      platform\n    }\n  }\n": typeof types.AppsDocument,
    "\n  mutation CreateApp($input: CreateAppInput!) {\n    createApp(input: $input) {\n      app {\n        id\n        name\n      }\n      credentials {\n        client {\n          ...NewClient\n        }\n        secret\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.CreateAppDocument,
    "\n  query ConnectedApps($after: String) {\n    viewer {\n      grants(first: 25, after: $after) {\n        nodes {\n          ...GrantCard\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment GrantCard on Grant {\n    id\n    createdAt\n    lastUsedAt\n    lastUsedFrom\n    accessTokensEndBy\n    app {\n      id\n      name\n      logoUri\n      publisher\n      homepage\n      verified\n    }\n    scopes {\n      name\n      title\n      description\n      sensitive\n      resources {\n        name\n        permission\n      }\n    }\n  }\n": typeof types.ConnectedAppsDocument,
    "\n  mutation RevokeGrant($input: RevokeGrantInput!) {\n    revokeGrant(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RevokeGrantDocument,
    "\n  query YourData {\n    viewer {\n      user {\n        id\n        email\n      }\n      dataExport {\n        id\n        status\n        requestedAt\n        expiresAt\n        downloadUrl\n      }\n      organizations {\n        id\n        name\n      }\n      apps(first: 1) {\n        totalCount\n      }\n    }\n  }\n": typeof types.YourDataDocument,
    "\n  mutation ExportMyData($input: ExportMyDataInput!) {\n    exportMyData(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.ExportMyDataDocument,
    "\n  mutation DeleteMyAccount($input: DeleteMyAccountInput!) {\n    deleteMyAccount(input: $input) {\n      deletionDueAt\n      cancelUrl\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.DeleteMyAccountDocument,
    "\n  query Overview {\n    viewer {\n      grants(first: 1) {\n        totalCount\n      }\n      sessions {\n        id\n      }\n      apps(first: 1) {\n        totalCount\n      }\n      activity(first: 5) {\n        nodes {\n          ...EventRow\n        }\n      }\n    }\n  }\n": typeof types.OverviewDocument,
    "\n  query Profile {\n    viewer {\n      user {\n        id\n        ...EmailAddress\n        createdAt\n        profile {\n          name\n          picture\n          givenName\n          familyName\n          nickname\n          website\n        }\n      }\n    }\n  }\n": typeof types.ProfileDocument,
    "\n  mutation UpdateProfile($input: UpdateProfileInput!) {\n    updateProfile(input: $input) {\n      user {\n        id\n        displayName\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.UpdateProfileDocument,
    "\n  query Security {\n    viewer {\n      security {\n        ...Security\n      }\n    }\n  }\n\n  fragment Security on Security {\n    passwordChangedAt\n    secondFactorSince\n    secondFactorRequired\n    totp {\n      createdAt\n      lastUsedAt\n    }\n    passkeysAvailable\n    passkeys {\n      id\n      name\n      synced\n      flaggedAt\n      createdAt\n      lastUsedAt\n    }\n    recoveryCodesLeft\n  }\n": typeof types.SecurityDocument,
    "\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.ChangePasswordDocument,
    "\n  mutation EnableTotp($input: EnableTotpInput!) {\n    enableTotp(input: $input) {\n      enrolment {\n        secret\n        token\n        qrCode {\n          size\n          path\n        }\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.EnableTotpDocument,
    "\n  mutation ConfirmTotp($input: ConfirmTotpInput!) {\n    confirmTotp(input: $input) {\n      recoveryCodes\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.ConfirmTotpDocument,
    "\n  mutation DisableTotp($input: DisableTotpInput!) {\n    disableTotp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.DisableTotpDocument,
    "\n  mutation RegenerateRecoveryCodes($input: RegenerateRecoveryCodesInput!) {\n    regenerateRecoveryCodes(input: $input) {\n      recoveryCodes\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RegenerateRecoveryCodesDocument,
    "\n  mutation RegisterPasskey($input: RegisterPasskeyInput!) {\n    registerPasskey(input: $input) {\n      registration {\n        options\n        token\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RegisterPasskeyDocument,
    "\n  mutation ConfirmPasskey($input: ConfirmPasskeyInput!) {\n    confirmPasskey(input: $input) {\n      recoveryCodes\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.ConfirmPasskeyDocument,
    "\n  mutation RenamePasskey($input: RenamePasskeyInput!) {\n    renamePasskey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RenamePasskeyDocument,
    "\n  mutation RemovePasskey($input: RemovePasskeyInput!) {\n    removePasskey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.RemovePasskeyDocument,
    "\n  query Sessions {\n    viewer {\n      sessions {\n        ...SessionRow\n      }\n    }\n  }\n\n  fragment SessionRow on Session {\n    id\n    current\n    device\n    ipAddress\n    authenticatedAt\n    lastSeenAt\n  }\n": typeof types.SessionsDocument,
    "\n  mutation EndSession($input: EndSessionInput!) {\n    endSession(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.EndSessionDocument,
    "\n  mutation EndOtherSessions($input: EndOtherSessionsInput!) {\n    endOtherSessions(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": typeof types.EndOtherSessionsDocument,
};
const documents: Documents = {
    "\n  fragment EmailAddress on User {\n    email\n    emailVerifiedAt\n    pendingEmail\n  }\n": types.EmailAddressFragmentDoc,
    "\n  mutation RequestEmailVerification($input: RequestEmailVerificationInput!) {\n    requestEmailVerification(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RequestEmailVerificationDocument,
    "\n  mutation RequestEmailChange($input: RequestEmailChangeInput!) {\n    requestEmailChange(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RequestEmailChangeDocument,
    "\n  mutation CancelEmailChange($input: CancelEmailChangeInput!) {\n    cancelEmailChange(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.CancelEmailChangeDocument,
    "\n  mutation UploadProfilePicture($input: UploadProfilePictureInput!) {\n    uploadProfilePicture(input: $input) {\n      uploadUrl\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.UploadProfilePictureDocument,
    "\n  query KeyPermissions {\n    viewer {\n      keyPermissions {\n        ...KeyPermissionChoice\n      }\n    }\n  }\n\n  fragment KeyPermissionChoice on KeyPermission {\n    scope\n    title\n    description\n    sensitive\n    apiName\n    resources {\n      key\n      name\n    }\n  }\n": types.KeyPermissionsDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      secret\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.CreateApiKeyDocument,
    "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RevokeApiKeyDocument,
    "\n  mutation RotateApiKey($input: RotateApiKeyInput!) {\n    rotateApiKey(input: $input) {\n      secret\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RotateApiKeyDocument,
    "\n  fragment ClientRow on Client {\n    id\n    clientId\n    platform\n    tokenEndpointAuthMethod\n    disabledAt\n    lastUsedAt\n  }\n": types.ClientRowFragmentDoc,
    "\n  fragment NewClient on Client {\n    id\n    clientId\n    platform\n    confidential\n    snippets {\n      ...ClientSnippet\n    }\n  }\n": types.NewClientFragmentDoc,
    "\n  fragment RedirectUrlRow on RedirectUrl {\n    id\n    url\n  }\n": types.RedirectUrlRowFragmentDoc,
    "\n  mutation AddRedirectUrl($input: AddRedirectUrlInput!) {\n    addRedirectUrl(input: $input) {\n      hint\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.AddRedirectUrlDocument,
    "\n  mutation RemoveRedirectUrl($input: RemoveRedirectUrlInput!) {\n    removeRedirectUrl(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RemoveRedirectUrlDocument,
    "\n  fragment ScopeChoice on Scope {\n    name\n    title\n    description\n    sensitive\n  }\n": types.ScopeChoiceFragmentDoc,
    "\n  fragment SecretRow on ClientSecret {\n    id\n    label\n    lastFour\n    status\n    createdAt\n    expiresAt\n    lastUsedAt\n    useCount\n  }\n": types.SecretRowFragmentDoc,
    "\n  mutation CreateClientSecret($input: CreateClientSecretInput!) {\n    createClientSecret(input: $input) {\n      secret\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.CreateClientSecretDocument,
    "\n  mutation RotateClientSecret($input: RotateClientSecretInput!) {\n    rotateClientSecret(input: $input) {\n      secret\n      clientSecret {\n        id\n      }\n      client {\n        id\n        secrets {\n          id\n          expiresAt\n        }\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RotateClientSecretDocument,
    "\n  mutation RevokeClientSecret($input: RevokeClientSecretInput!) {\n    revokeClientSecret(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RevokeClientSecretDocument,
    "\n  fragment ClientSnippet on Snippet {\n    language\n    title\n    code\n  }\n": types.ClientSnippetFragmentDoc,
    "\n  fragment EventRow on AuditEvent {\n    id\n    at\n    kind\n    title\n    outcome\n    ipAddress\n    actor {\n      kind\n      displayName\n      clientId\n    }\n    app {\n      id\n      name\n    }\n  }\n": types.EventRowFragmentDoc,
    "\n  mutation RevokeGrantScopes($input: RevokeGrantScopesInput!) {\n    revokeGrantScopes(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RevokeGrantScopesDocument,
    "\n  query Scopes($after: String) {\n    scopes(first: 100, after: $after) {\n      nodes {\n        ...ScopeChoice\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.ScopesDocument,
    "\n  query Viewer {\n    viewer {\n      canCreateApps\n      isAdministrator\n      user {\n        id\n        email\n        displayName\n        profile {\n          picture\n        }\n      }\n    }\n  }\n": types.ViewerDocument,
    "\n  query Activity($after: String) {\n    viewer {\n      activity(first: 25, after: $after) {\n        nodes {\n          ...EventRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.ActivityDocument,
    "\n  query AdminApis($after: String) {\n    admin {\n      apis(first: 25, after: $after) {\n        nodes {\n          ...ApiPart\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment ApiPart on Api {\n    id\n    name\n    identifier\n    scopes {\n      name\n      title\n      description\n      sensitive\n      grantableTo\n    }\n  }\n": types.AdminApisDocument,
    "\n  query AdminAudit($after: String) {\n    admin {\n      auditEvents(first: 50, after: $after) {\n        nodes {\n          ...EventRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.AdminAuditDocument,
    "\n  query AdminSigningKeys {\n    admin {\n      signingKeys {\n        kid\n        algorithm\n        status\n        activeAt\n        expiresAt\n      }\n    }\n  }\n": types.AdminSigningKeysDocument,
    "\n  query AdminUsers($after: String, $filter: UserFilter) {\n    admin {\n      users(first: 25, after: $after, filter: $filter) {\n        nodes {\n          id\n          displayName\n          email\n          role\n          createdAt\n          suspendedAt\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.AdminUsersDocument,
    "\n  query ApiKeys($after: String) {\n    viewer {\n      apiKeys(first: 25, after: $after) {\n        nodes {\n          ...ApiKeyRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment ApiKeyRow on ApiKey {\n    id\n    label\n    lastFour\n    applicationName\n    redirectOrigin\n    replacedById\n    networks\n    createdAt\n    expiresAt\n    lastUsedAt\n    lastUsedFrom\n    permissions {\n      permission\n      title\n      resourceKey\n      resourceName\n      effective\n      useCount\n    }\n  }\n": types.ApiKeysDocument,
    "\n  query AppClient($id: ID!, $clientId: String!) {\n    app(id: $id) {\n      id\n      permissions {\n        canUpdate\n        canManageCredentials\n      }\n      client(clientId: $clientId) {\n        id\n        clientId\n        platform\n        tokenEndpointAuthMethod\n        grantTypes\n        disabledAt\n        createdAt\n        lastUsedAt\n        settings {\n          requirePkce\n          rotateRefreshTokens\n          idTokenSignedResponseAlg\n        }\n        warnings {\n          code\n          message\n        }\n        secrets {\n          ...SecretRow\n        }\n        redirectUrls {\n          ...RedirectUrlRow\n        }\n        snippets {\n          ...ClientSnippet\n        }\n      }\n    }\n  }\n": types.AppClientDocument,
    "\n  mutation DeleteClient($input: DeleteClientInput!) {\n    deleteClient(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.DeleteClientDocument,
    "\n  query AppClients($id: ID!) {\n    app(id: $id) {\n      id\n      name\n      permissions {\n        canUpdate\n      }\n      clients {\n        ...ClientRow\n      }\n    }\n  }\n": types.AppClientsDocument,
    "\n  mutation CreateClient($input: CreateClientInput!) {\n    createClient(input: $input) {\n      credential {\n        secret\n        client {\n          ...NewClient\n        }\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.CreateClientDocument,
    "\n  query AppOverview($id: ID!) {\n    app(id: $id) {\n      id\n      description\n      homepage\n      policyUri\n      tosUri\n      createdAt\n      updatedAt\n      grantsCount\n      owner {\n        __typename\n        ... on User {\n          displayName\n        }\n        ... on Organization {\n          name\n        }\n      }\n      clients {\n        ...ClientRow\n      }\n    }\n  }\n": types.AppOverviewDocument,
    "\n  query AppScopes($id: ID!) {\n    app(id: $id) {\n      id\n      version\n      permissions {\n        canUpdate\n      }\n      enabledScopes {\n        optional\n        approvedForApp\n        scope {\n          name\n          title\n          description\n          sensitive\n        }\n      }\n    }\n  }\n": types.AppScopesDocument,
    "\n  mutation SetAppScopes($input: SetAppScopesInput!) {\n    setAppScopes(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.SetAppScopesDocument,
    "\n  query AppSettings($id: ID!) {\n    app(id: $id) {\n      id\n      version\n      name\n      description\n      homepage\n      policyUri\n      tosUri\n      permissions {\n        canUpdate\n        canDelete\n      }\n    }\n  }\n": types.AppSettingsDocument,
    "\n  mutation UpdateApp($input: UpdateAppInput!) {\n    updateApp(input: $input) {\n      app {\n        id\n        name\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.UpdateAppDocument,
    "\n  mutation DeleteApp($input: DeleteAppInput!) {\n    deleteApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.DeleteAppDocument,
    "\n  query AppFrame($id: ID!) {\n    app(id: $id) {\n      id\n      name\n      logoUri\n      verifiedAt\n      suspendedAt\n      suspendedByAdministrator\n    }\n  }\n": types.AppFrameDocument,
    "\n  query Apps($after: String, $filter: AppFilter) {\n    viewer {\n      apps(\n        first: 25\n        after: $after\n        filter: $filter\n        orderBy: { field: NAME }\n      ) {\n        nodes {\n          ...AppRow\n        }\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment AppRow on App {\n    id\n    name\n    logoUri\n    description\n    createdAt\n    suspendedAt\n    verifiedAt\n    grantsCount\n    clients {\n      id\n      platform\n    }\n  }\n": types.AppsDocument,
    "\n  mutation CreateApp($input: CreateAppInput!) {\n    createApp(input: $input) {\n      app {\n        id\n        name\n      }\n      credentials {\n        client {\n          ...NewClient\n        }\n        secret\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.CreateAppDocument,
    "\n  query ConnectedApps($after: String) {\n    viewer {\n      grants(first: 25, after: $after) {\n        nodes {\n          ...GrantCard\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment GrantCard on Grant {\n    id\n    createdAt\n    lastUsedAt\n    lastUsedFrom\n    accessTokensEndBy\n    app {\n      id\n      name\n      logoUri\n      publisher\n      homepage\n      verified\n    }\n    scopes {\n      name\n      title\n      description\n      sensitive\n      resources {\n        name\n        permission\n      }\n    }\n  }\n": types.ConnectedAppsDocument,
    "\n  mutation RevokeGrant($input: RevokeGrantInput!) {\n    revokeGrant(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RevokeGrantDocument,
    "\n  query YourData {\n    viewer {\n      user {\n        id\n        email\n      }\n      dataExport {\n        id\n        status\n        requestedAt\n        expiresAt\n        downloadUrl\n      }\n      organizations {\n        id\n        name\n      }\n      apps(first: 1) {\n        totalCount\n      }\n    }\n  }\n": types.YourDataDocument,
    "\n  mutation ExportMyData($input: ExportMyDataInput!) {\n    exportMyData(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.ExportMyDataDocument,
    "\n  mutation DeleteMyAccount($input: DeleteMyAccountInput!) {\n    deleteMyAccount(input: $input) {\n      deletionDueAt\n      cancelUrl\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.DeleteMyAccountDocument,
    "\n  query Overview {\n    viewer {\n      grants(first: 1) {\n        totalCount\n      }\n      sessions {\n        id\n      }\n      apps(first: 1) {\n        totalCount\n      }\n      activity(first: 5) {\n        nodes {\n          ...EventRow\n        }\n      }\n    }\n  }\n": types.OverviewDocument,
    "\n  query Profile {\n    viewer {\n      user {\n        id\n        ...EmailAddress\n        createdAt\n        profile {\n          name\n          picture\n          givenName\n          familyName\n          nickname\n          website\n        }\n      }\n    }\n  }\n": types.ProfileDocument,
    "\n  mutation UpdateProfile($input: UpdateProfileInput!) {\n    updateProfile(input: $input) {\n      user {\n        id\n        displayName\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.UpdateProfileDocument,
    "\n  query Security {\n    viewer {\n      security {\n        ...Security\n      }\n    }\n  }\n\n  fragment Security on Security {\n    passwordChangedAt\n    secondFactorSince\n    secondFactorRequired\n    totp {\n      createdAt\n      lastUsedAt\n    }\n    passkeysAvailable\n    passkeys {\n      id\n      name\n      synced\n      flaggedAt\n      createdAt\n      lastUsedAt\n    }\n    recoveryCodesLeft\n  }\n": types.SecurityDocument,
    "\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.ChangePasswordDocument,
    "\n  mutation EnableTotp($input: EnableTotpInput!) {\n    enableTotp(input: $input) {\n      enrolment {\n        secret\n        token\n        qrCode {\n          size\n          path\n        }\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.EnableTotpDocument,
    "\n  mutation ConfirmTotp($input: ConfirmTotpInput!) {\n    confirmTotp(input: $input) {\n      recoveryCodes\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.ConfirmTotpDocument,
    "\n  mutation DisableTotp($input: DisableTotpInput!) {\n    disableTotp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.DisableTotpDocument,
    "\n  mutation RegenerateRecoveryCodes($input: RegenerateRecoveryCodesInput!) {\n    regenerateRecoveryCodes(input: $input) {\n      recoveryCodes\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RegenerateRecoveryCodesDocument,
    "\n  mutation RegisterPasskey($input: RegisterPasskeyInput!) {\n    registerPasskey(input: $input) {\n      registration {\n        options\n        token\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RegisterPasskeyDocument,
    "\n  mutation ConfirmPasskey($input: ConfirmPasskeyInput!) {\n    confirmPasskey(input: $input) {\n      recoveryCodes\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.ConfirmPasskeyDocument,
    "\n  mutation RenamePasskey($input: RenamePasskeyInput!) {\n    renamePasskey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RenamePasskeyDocument,
    "\n  mutation RemovePasskey($input: RemovePasskeyInput!) {\n    removePasskey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.RemovePasskeyDocument,
    "\n  query Sessions {\n    viewer {\n      sessions {\n        ...SessionRow\n      }\n    }\n  }\n\n  fragment SessionRow on Session {\n    id\n    current\n    device\n    ipAddress\n    authenticatedAt\n    lastSeenAt\n  }\n": types.SessionsDocument,
    "\n  mutation EndSession($input: EndSessionInput!) {\n    endSession(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.EndSessionDocument,
    "\n  mutation EndOtherSessions($input: EndOtherSessionsInput!) {\n    endOtherSessions(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n": types.EndOtherSessionsDocument,
};

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
export function graphql(source: "\n  mutation UploadProfilePicture($input: UploadProfilePictureInput!) {\n    uploadProfilePicture(input: $input) {\n      uploadUrl\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').UploadProfilePictureDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query KeyPermissions {\n    viewer {\n      keyPermissions {\n        ...KeyPermissionChoice\n      }\n    }\n  }\n\n  fragment KeyPermissionChoice on KeyPermission {\n    scope\n    title\n    description\n    sensitive\n    apiName\n    resources {\n      key\n      name\n    }\n  }\n"): typeof import('./graphql').KeyPermissionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      secret\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').CreateApiKeyDocument;
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
export function graphql(source: "\n  fragment ClientRow on Client {\n    id\n    clientId\n    platform\n    tokenEndpointAuthMethod\n    disabledAt\n    lastUsedAt\n  }\n"): typeof import('./graphql').ClientRowFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment NewClient on Client {\n    id\n    clientId\n    platform\n    confidential\n    snippets {\n      ...ClientSnippet\n    }\n  }\n"): typeof import('./graphql').NewClientFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RedirectUrlRow on RedirectUrl {\n    id\n    url\n  }\n"): typeof import('./graphql').RedirectUrlRowFragmentDoc;
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
export function graphql(source: "\n  fragment ScopeChoice on Scope {\n    name\n    title\n    description\n    sensitive\n  }\n"): typeof import('./graphql').ScopeChoiceFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SecretRow on ClientSecret {\n    id\n    label\n    lastFour\n    status\n    createdAt\n    expiresAt\n    lastUsedAt\n    useCount\n  }\n"): typeof import('./graphql').SecretRowFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateClientSecret($input: CreateClientSecretInput!) {\n    createClientSecret(input: $input) {\n      secret\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').CreateClientSecretDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateClientSecret($input: RotateClientSecretInput!) {\n    rotateClientSecret(input: $input) {\n      secret\n      clientSecret {\n        id\n      }\n      client {\n        id\n        secrets {\n          id\n          expiresAt\n        }\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RotateClientSecretDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeClientSecret($input: RevokeClientSecretInput!) {\n    revokeClientSecret(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RevokeClientSecretDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ClientSnippet on Snippet {\n    language\n    title\n    code\n  }\n"): typeof import('./graphql').ClientSnippetFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EventRow on AuditEvent {\n    id\n    at\n    kind\n    title\n    outcome\n    ipAddress\n    actor {\n      kind\n      displayName\n      clientId\n    }\n    app {\n      id\n      name\n    }\n  }\n"): typeof import('./graphql').EventRowFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeGrantScopes($input: RevokeGrantScopesInput!) {\n    revokeGrantScopes(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RevokeGrantScopesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Scopes($after: String) {\n    scopes(first: 100, after: $after) {\n      nodes {\n        ...ScopeChoice\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): typeof import('./graphql').ScopesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Viewer {\n    viewer {\n      canCreateApps\n      isAdministrator\n      user {\n        id\n        email\n        displayName\n        profile {\n          picture\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').ViewerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Activity($after: String) {\n    viewer {\n      activity(first: 25, after: $after) {\n        nodes {\n          ...EventRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').ActivityDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AdminApis($after: String) {\n    admin {\n      apis(first: 25, after: $after) {\n        nodes {\n          ...ApiPart\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment ApiPart on Api {\n    id\n    name\n    identifier\n    scopes {\n      name\n      title\n      description\n      sensitive\n      grantableTo\n    }\n  }\n"): typeof import('./graphql').AdminApisDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AdminAudit($after: String) {\n    admin {\n      auditEvents(first: 50, after: $after) {\n        nodes {\n          ...EventRow\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').AdminAuditDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AdminSigningKeys {\n    admin {\n      signingKeys {\n        kid\n        algorithm\n        status\n        activeAt\n        expiresAt\n      }\n    }\n  }\n"): typeof import('./graphql').AdminSigningKeysDocument;
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
export function graphql(source: "\n  query AppClient($id: ID!, $clientId: String!) {\n    app(id: $id) {\n      id\n      permissions {\n        canUpdate\n        canManageCredentials\n      }\n      client(clientId: $clientId) {\n        id\n        clientId\n        platform\n        tokenEndpointAuthMethod\n        grantTypes\n        disabledAt\n        createdAt\n        lastUsedAt\n        settings {\n          requirePkce\n          rotateRefreshTokens\n          idTokenSignedResponseAlg\n        }\n        warnings {\n          code\n          message\n        }\n        secrets {\n          ...SecretRow\n        }\n        redirectUrls {\n          ...RedirectUrlRow\n        }\n        snippets {\n          ...ClientSnippet\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').AppClientDocument;
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
export function graphql(source: "\n  query AppOverview($id: ID!) {\n    app(id: $id) {\n      id\n      description\n      homepage\n      policyUri\n      tosUri\n      createdAt\n      updatedAt\n      grantsCount\n      owner {\n        __typename\n        ... on User {\n          displayName\n        }\n        ... on Organization {\n          name\n        }\n      }\n      clients {\n        ...ClientRow\n      }\n    }\n  }\n"): typeof import('./graphql').AppOverviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AppScopes($id: ID!) {\n    app(id: $id) {\n      id\n      version\n      permissions {\n        canUpdate\n      }\n      enabledScopes {\n        optional\n        approvedForApp\n        scope {\n          name\n          title\n          description\n          sensitive\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').AppScopesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetAppScopes($input: SetAppScopesInput!) {\n    setAppScopes(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').SetAppScopesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AppSettings($id: ID!) {\n    app(id: $id) {\n      id\n      version\n      name\n      description\n      homepage\n      policyUri\n      tosUri\n      permissions {\n        canUpdate\n        canDelete\n      }\n    }\n  }\n"): typeof import('./graphql').AppSettingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateApp($input: UpdateAppInput!) {\n    updateApp(input: $input) {\n      app {\n        id\n        name\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').UpdateAppDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteApp($input: DeleteAppInput!) {\n    deleteApp(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').DeleteAppDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AppFrame($id: ID!) {\n    app(id: $id) {\n      id\n      name\n      logoUri\n      verifiedAt\n      suspendedAt\n      suspendedByAdministrator\n    }\n  }\n"): typeof import('./graphql').AppFrameDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Apps($after: String, $filter: AppFilter) {\n    viewer {\n      apps(\n        first: 25\n        after: $after\n        filter: $filter\n        orderBy: { field: NAME }\n      ) {\n        nodes {\n          ...AppRow\n        }\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment AppRow on App {\n    id\n    name\n    logoUri\n    description\n    createdAt\n    suspendedAt\n    verifiedAt\n    grantsCount\n    clients {\n      id\n      platform\n    }\n  }\n"): typeof import('./graphql').AppsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApp($input: CreateAppInput!) {\n    createApp(input: $input) {\n      app {\n        id\n        name\n      }\n      credentials {\n        client {\n          ...NewClient\n        }\n        secret\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').CreateAppDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ConnectedApps($after: String) {\n    viewer {\n      grants(first: 25, after: $after) {\n        nodes {\n          ...GrantCard\n        }\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n\n  fragment GrantCard on Grant {\n    id\n    createdAt\n    lastUsedAt\n    lastUsedFrom\n    accessTokensEndBy\n    app {\n      id\n      name\n      logoUri\n      publisher\n      homepage\n      verified\n    }\n    scopes {\n      name\n      title\n      description\n      sensitive\n      resources {\n        name\n        permission\n      }\n    }\n  }\n"): typeof import('./graphql').ConnectedAppsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeGrant($input: RevokeGrantInput!) {\n    revokeGrant(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RevokeGrantDocument;
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
export function graphql(source: "\n  query Overview {\n    viewer {\n      grants(first: 1) {\n        totalCount\n      }\n      sessions {\n        id\n      }\n      apps(first: 1) {\n        totalCount\n      }\n      activity(first: 5) {\n        nodes {\n          ...EventRow\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').OverviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Profile {\n    viewer {\n      user {\n        id\n        ...EmailAddress\n        createdAt\n        profile {\n          name\n          picture\n          givenName\n          familyName\n          nickname\n          website\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').ProfileDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateProfile($input: UpdateProfileInput!) {\n    updateProfile(input: $input) {\n      user {\n        id\n        displayName\n      }\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').UpdateProfileDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Security {\n    viewer {\n      security {\n        ...Security\n      }\n    }\n  }\n\n  fragment Security on Security {\n    passwordChangedAt\n    secondFactorSince\n    secondFactorRequired\n    totp {\n      createdAt\n      lastUsedAt\n    }\n    passkeysAvailable\n    passkeys {\n      id\n      name\n      synced\n      flaggedAt\n      createdAt\n      lastUsedAt\n    }\n    recoveryCodesLeft\n  }\n"): typeof import('./graphql').SecurityDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').ChangePasswordDocument;
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
export function graphql(source: "\n  mutation RegenerateRecoveryCodes($input: RegenerateRecoveryCodesInput!) {\n    regenerateRecoveryCodes(input: $input) {\n      recoveryCodes\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RegenerateRecoveryCodesDocument;
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
export function graphql(source: "\n  mutation RenamePasskey($input: RenamePasskeyInput!) {\n    renamePasskey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RenamePasskeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemovePasskey($input: RemovePasskeyInput!) {\n    removePasskey(input: $input) {\n      userErrors {\n        message\n        field\n        code\n      }\n    }\n  }\n"): typeof import('./graphql').RemovePasskeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Sessions {\n    viewer {\n      sessions {\n        ...SessionRow\n      }\n    }\n  }\n\n  fragment SessionRow on Session {\n    id\n    current\n    device\n    ipAddress\n    authenticatedAt\n    lastSeenAt\n  }\n"): typeof import('./graphql').SessionsDocument;
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
