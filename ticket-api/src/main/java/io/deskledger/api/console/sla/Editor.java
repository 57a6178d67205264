package io.deskledger.api.console.sla;

import io.deskledger.api.console.Form;
import io.deskledger.api.problem.FieldError;
import java.util.List;

/**
 * A form that is being filled in, with what is wrong with it.
 *
 * @param id of what is edited, 0 for something new
 * @param form its fields
 * @param errors what the service said
 */
record Editor(long id, Form form, List<FieldError> errors) {

    /** What is wrong with that field, or with a part of it; an empty text where nothing is. */
    public String error(String field) {
        return errors.stream()
                .filter(error -> error.field().equals(field)
                        || error.field().startsWith(field + ".")
                        || error.field().startsWith(field + "["))
                .map(FieldError::message)
                .findFirst()
                .orElse("");
    }

    /** What is wrong with one of several, which the form counts without those left empty. */
    public String error(String field, List<String> values, int place) {
        long index = values.subList(0, Math.min(place, values.size())).stream()
                .filter(value -> !value.isBlank())
                .count();
        return error(field + "[" + index + "]");
    }

    public String text(String field) {
        return form.text(field);
    }

    public boolean has(String field, String value) {
        return form.all(field).contains(value);
    }

    public String at(String field, int place) {
        return PolicyForms.at(form.all(field), place);
    }

    public List<String> kinds() {
        return PolicyForms.KINDS;
    }

    public List<String> priorities() {
        return PolicyForms.PRIORITIES;
    }

    /** In which statuses a clock can pause, as the form offers it besides what the calendar says. */
    public List<String> pauses() {
        return PolicyForms.PAUSES;
    }

    public List<String> lists() {
        return PolicyForms.LISTS;
    }

    public List<String> days() {
        return CalendarForms.DAYS;
    }

    /** How many rows there are for actions, some of them empty. */
    public int actionRows() {
        return form.all("action.do").size() + PolicyForms.SPARE_ACTIONS;
    }

    /** How many rows there are for holidays, some of them empty. */
    public int holidayRows() {
        return form.all("holiday.name").size() + CalendarForms.SPARE_HOLIDAYS;
    }
}
