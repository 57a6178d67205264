package io.deskledger.embedded;

/** Who connects to the database. */
public enum DatabaseRole {
    /** Owns the database and every schema; runs the migrations. */
    OWNER("deskledger_owner"),
    /** The ticket API at run time. */
    API("deskledger_api"),
    /** The audit consumer at run time. */
    AUDIT("deskledger_audit"),
    /** The analytics worker at run time. */
    ANALYTICS("deskledger_analytics");

    private final String roleName;

    DatabaseRole(String roleName) {
        this.roleName = roleName;
    }

    /** The name of the PostgreSQL role. */
    public String roleName() {
        return roleName;
    }
}
