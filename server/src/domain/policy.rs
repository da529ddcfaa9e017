//! May X do Y? One pure function and one table; what the caller's role is, [`super::owner`] says.

use entity::values::MemberRole;

use super::{Error, Result};

/// What can be done to an owner's things, or in the owner's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// See an app or an API with its clients, settings, grants and events; never secrets.
    View,
    /// Change an app's texts, clients, redirect URLs and scopes.
    UpdateApp,
    /// Make, rotate and revoke secrets, and set keys.
    ManageCredentials,
    /// Make an app.
    CreateApp,
    /// Suspend and resume an app.
    SuspendApp,
    /// End all grants of an app.
    RevokeGrants,
    /// Give an app to another owner.
    TransferApp,
    /// Delete an app.
    DeleteApp,
    /// Make an API.
    CreateApi,
    /// Change an API and its scopes.
    UpdateApi,
    /// Let an app use a scope without a user.
    ApproveScope,
    /// Change the organization's names.
    UpdateOrganization,
    /// Give an API to another owner.
    TransferApi,
    /// Invite, remove and appoint members.
    ManageMembers,
    /// Appoint owners, delete the organization.
    ManageOwners,
}

impl Action {
    /// Every action.
    pub const ALL: &'static [Self] = &[
        Self::View,
        Self::UpdateApp,
        Self::ManageCredentials,
        Self::CreateApp,
        Self::SuspendApp,
        Self::RevokeGrants,
        Self::TransferApp,
        Self::DeleteApp,
        Self::CreateApi,
        Self::UpdateApi,
        Self::ApproveScope,
        Self::UpdateOrganization,
        Self::TransferApi,
        Self::ManageMembers,
        Self::ManageOwners,
    ];

    /// The least role that may.
    const fn least(self) -> MemberRole {
        match self {
            Self::View => MemberRole::Viewer,
            Self::UpdateApp | Self::ManageCredentials | Self::UpdateApi => MemberRole::Developer,
            Self::CreateApp
            | Self::SuspendApp
            | Self::RevokeGrants
            | Self::TransferApp
            | Self::DeleteApp
            | Self::CreateApi
            | Self::ApproveScope
            | Self::UpdateOrganization
            | Self::TransferApi
            | Self::ManageMembers => MemberRole::Admin,
            Self::ManageOwners => MemberRole::Owner,
        }
    }
}

/// Whether the role allows the action.
pub fn may(role: MemberRole, action: Action) -> bool {
    role >= action.least()
}

/// As [`may`], as an error for somebody who may see the thing.
///
/// # Errors
/// `Denied`, naming the role that is needed.
pub fn check(role: MemberRole, action: Action) -> Result<()> {
    if may(role, action) {
        return Ok(());
    }
    let least = action.least();
    Err(Error::Denied(
        format!("This needs the role {least} in the organization; yours is {role}.").into(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_do_what() {
        // viewer, developer, admin, owner
        let table: &[(Action, [bool; 4])] = &[
            (Action::View, [true, true, true, true]),
            (Action::UpdateApp, [false, true, true, true]),
            (Action::ManageCredentials, [false, true, true, true]),
            (Action::CreateApp, [false, false, true, true]),
            (Action::SuspendApp, [false, false, true, true]),
            (Action::RevokeGrants, [false, false, true, true]),
            (Action::TransferApp, [false, false, true, true]),
            (Action::DeleteApp, [false, false, true, true]),
            (Action::CreateApi, [false, false, true, true]),
            (Action::UpdateApi, [false, true, true, true]),
            (Action::ApproveScope, [false, false, true, true]),
            (Action::UpdateOrganization, [false, false, true, true]),
            (Action::TransferApi, [false, false, true, true]),
            (Action::ManageMembers, [false, false, true, true]),
            (Action::ManageOwners, [false, false, false, true]),
        ];
        assert_eq!(table.len(), Action::ALL.len(), "an action is missing");
        for (action, expected) in table {
            for (role, expected) in MemberRole::ALL.iter().zip(expected) {
                assert_eq!(may(*role, *action), *expected, "{role} {action:?}");
                assert_eq!(check(*role, *action).is_ok(), *expected);
            }
        }
    }
}
