package io.deskledger.model.sla;

/** A calendar or policy that can't be: names the field, as the API's JSON calls it, and the rule that it breaks. */
public final class InvalidSlaException extends IllegalArgumentException {

    private final String field;
    private final String rule;

    public InvalidSlaException(String field, String rule) {
        super(field + ": " + rule);
        this.field = field;
        this.rule = rule;
    }

    /** The path of the field, such as {@code hours.monday[1]} or {@code targets.resolution.urgent.time}. */
    public String field() {
        return field;
    }

    public String rule() {
        return rule;
    }

    /** The same within an outer field: {@code time} within {@code targets.resolution.low}. */
    public InvalidSlaException within(String outer) {
        return new InvalidSlaException(field.isEmpty() ? outer : outer + "." + field, rule);
    }

    static String checkName(String field, String name, int longest) {
        if (name.isBlank() || name.length() > longest || name.indexOf('\0') >= 0) {
            throw new InvalidSlaException(field, "has to have 1 to " + longest + " characters, none of them NUL");
        }
        return name;
    }
}
