//! The permissions of the greenfield dialect: they exist while the setting `greenfield` is on, with what they contain
//! and the resource type `store`. Their titles are for the person who is asked.

use entity::values::GrantableTo;

use super::scope::{BuiltIn, Dialect};

/// Contains everything that its holder may do.
pub const UNRESTRICTED: &str = "unrestricted";
/// What the names begin with that only administrators have.
pub const OF_SERVER: &str = "btcpay.server.";
/// The type of resource to which the permissions about stores can be limited.
pub const STORE: &str = "store";

const fn permission(
    name: &'static str,
    title: &'static str,
    description: &'static str,
    includes: &'static [&'static str],
) -> BuiltIn {
    BuiltIn {
        name,
        title,
        description,
        sensitive: false,
        grantable_to: GrantableTo::User,
        management: true,
        resource_type: None,
        includes,
        dialect: Some(Dialect::Greenfield),
    }
}

const fn store(
    name: &'static str,
    title: &'static str,
    description: &'static str,
    includes: &'static [&'static str],
) -> BuiltIn {
    BuiltIn {
        resource_type: Some(STORE),
        ..permission(name, title, description, includes)
    }
}

const fn sensitive(scope: BuiltIn) -> BuiltIn {
    BuiltIn {
        sensitive: true,
        ..scope
    }
}

/// Every permission of the dialect.
pub const PERMISSIONS: &[BuiltIn] = &[
    sensitive(permission(
        UNRESTRICTED,
        "Do everything that you can do",
        "Without any limit, also what this list does not name.",
        &[],
    )),
    sensitive(permission(
        "btcpay.server.canmodifyserversettings",
        "Manage the server",
        "Its settings, its users and its own Lightning node.",
        &[
            "btcpay.server.canuseinternallightningnode",
            "btcpay.server.canmanageusers",
        ],
    )),
    sensitive(permission(
        "btcpay.server.canuseinternallightningnode",
        "Use the server's own Lightning node",
        "Receive and pay with it.",
        &[
            "btcpay.server.cancreatelightninginvoiceinternalnode",
            "btcpay.server.canviewlightninginvoiceinternalnode",
        ],
    )),
    permission(
        "btcpay.server.cancreatelightninginvoiceinternalnode",
        "Create invoices at the server's own Lightning node",
        "Not pay with it.",
        &["btcpay.server.canviewlightninginvoiceinternalnode"],
    ),
    permission(
        "btcpay.server.canviewlightninginvoiceinternalnode",
        "See invoices of the server's own Lightning node",
        "Not change them.",
        &[],
    ),
    sensitive(permission(
        "btcpay.server.canmanageusers",
        "Manage users of the server",
        "Create them, and API keys in their names.",
        &["btcpay.server.cancreateuser"],
    )),
    sensitive(permission(
        "btcpay.server.cancreateuser",
        "Create users of the server",
        "Not change or delete them.",
        &[],
    )),
    permission(
        "btcpay.server.canviewusers",
        "See the users of the server",
        "Their names and addresses.",
        &[],
    ),
    sensitive(permission(
        "btcpay.user.candeleteuser",
        "Delete your account",
        "With everything in it.",
        &[],
    )),
    permission(
        "btcpay.user.canmodifyprofile",
        "Change your profile",
        "Name, picture and other details.",
        &["btcpay.user.canviewprofile"],
    ),
    permission(
        "btcpay.user.canviewprofile",
        "See your profile",
        "Your name and email address.",
        &[],
    ),
    permission(
        "btcpay.user.canmanagenotificationsforuser",
        "Manage your notifications",
        "See them, mark them as read and remove them.",
        &["btcpay.user.canviewnotificationsforuser"],
    ),
    permission(
        "btcpay.user.canviewnotificationsforuser",
        "See your notifications",
        "Not change them.",
        &[],
    ),
    sensitive(store(
        "btcpay.store.canmodifystoresettings",
        "Manage your stores",
        "Their settings and everything in them: invoices, payouts, wallets.",
        &[
            "btcpay.store.canmanagepullpayments",
            "btcpay.store.canmodifyinvoices",
            "btcpay.store.canviewstoresettings",
            "btcpay.store.webhooks.canmodifywebhooks",
            "btcpay.store.canmodifypaymentrequests",
            "btcpay.store.canmanagepayouts",
            "btcpay.store.canuselightningnode",
            "btcpay.store.cansendstoreemails",
            "btcpay.store.canmanagewallets",
            "btcpay.store.canmodifyofferings",
        ],
    )),
    store(
        "btcpay.store.canviewstoresettings",
        "See your stores",
        "Their settings, invoices, payment requests, reports and payouts.",
        &[
            "btcpay.store.canviewinvoices",
            "btcpay.store.canviewpaymentrequests",
            "btcpay.store.canviewreports",
            "btcpay.store.canviewpullpayments",
            "btcpay.store.canviewpayouts",
        ],
    ),
    store(
        "btcpay.store.webhooks.canmodifywebhooks",
        "Manage webhooks of your stores",
        "Which addresses hear of what happens there.",
        &[],
    ),
    store(
        "btcpay.store.canmodifyinvoices",
        "Manage invoices of your stores",
        "See, create and change them.",
        &[
            "btcpay.store.canviewinvoices",
            "btcpay.store.cancreateinvoice",
            "btcpay.store.cancreatelightninginvoice",
        ],
    ),
    store(
        "btcpay.store.canviewinvoices",
        "See invoices of your stores",
        "Not change them.",
        &[],
    ),
    store(
        "btcpay.store.cancreateinvoice",
        "Create invoices in your stores",
        "Not see or change other ones.",
        &[],
    ),
    store(
        "btcpay.store.canmodifypaymentrequests",
        "Manage payment requests of your stores",
        "See, create and change them.",
        &["btcpay.store.canviewpaymentrequests"],
    ),
    store(
        "btcpay.store.canviewpaymentrequests",
        "See payment requests of your stores",
        "Not change them.",
        &[],
    ),
    store(
        "btcpay.store.canviewreports",
        "See reports of your stores",
        "Sales and payments.",
        &[],
    ),
    sensitive(store(
        "btcpay.store.canmanagepullpayments",
        "Manage pull payments of your stores",
        "Create them, also approved ones, and archive them.",
        &[
            "btcpay.store.cancreatepullpayments",
            "btcpay.store.canarchivepullpayments",
        ],
    )),
    store(
        "btcpay.store.cancreatepullpayments",
        "Create pull payments in your stores",
        "Whoever claims one is paid without asking you again.",
        &["btcpay.store.cancreatenonapprovedpullpayments"],
    ),
    store(
        "btcpay.store.cancreatenonapprovedpullpayments",
        "Propose pull payments in your stores",
        "You approve each claim.",
        &["btcpay.store.canviewpullpayments"],
    ),
    store(
        "btcpay.store.canarchivepullpayments",
        "Archive pull payments of your stores",
        "They pay out nothing any more.",
        &[],
    ),
    store(
        "btcpay.store.canviewpullpayments",
        "See pull payments of your stores",
        "Not change them.",
        &[],
    ),
    sensitive(store(
        "btcpay.store.canmanagepayouts",
        "Manage payouts of your stores",
        "See, approve and mark them as paid.",
        &["btcpay.store.canviewpayouts"],
    )),
    store(
        "btcpay.store.canviewpayouts",
        "See payouts of your stores",
        "Not change them.",
        &[],
    ),
    sensitive(store(
        "btcpay.store.canuselightningnode",
        "Use the Lightning nodes of your stores",
        "Receive and pay with them.",
        &[
            "btcpay.store.canviewlightninginvoice",
            "btcpay.store.cancreatelightninginvoice",
        ],
    )),
    store(
        "btcpay.store.cancreatelightninginvoice",
        "Create Lightning invoices in your stores",
        "Not pay with the nodes.",
        &["btcpay.store.canviewlightninginvoice"],
    ),
    store(
        "btcpay.store.canviewlightninginvoice",
        "See Lightning invoices of your stores",
        "Not change them.",
        &[],
    ),
    store(
        "btcpay.store.cansendstoreemails",
        "Send email in the name of your stores",
        "To any address.",
        &[],
    ),
    store(
        "btcpay.store.canmodifyofferings",
        "Manage offerings of your stores",
        "What subscribers can buy.",
        &[],
    ),
    sensitive(store(
        "btcpay.store.canmanagewallets",
        "Manage wallets of your stores",
        "Their settings and their transactions.",
        &[
            "btcpay.store.canmanagewalletsettings",
            "btcpay.store.canmanagewallettransactions",
        ],
    )),
    sensitive(store(
        "btcpay.store.canmanagewalletsettings",
        "Change wallets of your stores",
        "Where money goes from now on.",
        &["btcpay.store.canviewwallet"],
    )),
    sensitive(store(
        "btcpay.store.canmanagewallettransactions",
        "Manage transactions of your stores' wallets",
        "Create, sign, send and cancel them.",
        &[
            "btcpay.store.cancreatewallettransactions",
            "btcpay.store.cansignwallettransactions",
            "btcpay.store.canbroadcastwallettransactions",
            "btcpay.store.cancancelwallettransactions",
        ],
    )),
    store(
        "btcpay.store.cancreatewallettransactions",
        "Prepare transactions of your stores' wallets",
        "Not sign or send them.",
        &["btcpay.store.canviewwallet"],
    ),
    sensitive(store(
        "btcpay.store.cansignwallettransactions",
        "Sign transactions of your stores' wallets",
        "With keys that the server holds.",
        &["btcpay.store.canviewwallet"],
    )),
    store(
        "btcpay.store.canbroadcastwallettransactions",
        "Send signed transactions of your stores' wallets",
        "Not sign them.",
        &["btcpay.store.canviewwallet"],
    ),
    store(
        "btcpay.store.cancancelwallettransactions",
        "Cancel transactions of your stores' wallets",
        "Those that are not sent yet.",
        &["btcpay.store.canviewwallet"],
    ),
    store(
        "btcpay.store.canviewwallet",
        "See wallets of your stores",
        "Balances and transactions.",
        &[],
    ),
];
