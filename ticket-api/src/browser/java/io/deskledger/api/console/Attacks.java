package io.deskledger.api.console;

import java.util.ArrayList;
import java.util.List;

/** Texts that try to become scripts: ways out of their place, times ways to run. */
final class Attacks {

    private static final List<String> OUT = List.of(
            "",
            "\">",
            "'>",
            "\"'>",
            "-->",
            "]]>",
            "</textarea>",
            "</title>",
            "</script>",
            "</style>",
            "</select>",
            "</option>",
            "\" ",
            "' ",
            "`",
            "\\\">",
            "%22%3E",
            "&quot;>",
            "\u2028",
            "<!--");
    private static final List<String> RUN = List.of(
            "<script>alert(window.attacked=1)</script>",
            "<img src=x onerror=alert(window.attacked=1)>",
            "<svg onload=alert(window.attacked=1)>",
            "<svg><script href=\"data:,alert(1)\" /></svg>",
            "<iframe srcdoc=\"<script>parent.attacked=1</script>\"></iframe>",
            "<a href=\"javascript:alert(1)\" autofocus onfocus=alert(window.attacked=1)>x</a>",
            "onmouseover=alert(window.attacked=1) autofocus onfocus=alert(1) x=",
            "<details open ontoggle=alert(window.attacked=1)>",
            "<form action=javascript:alert(1)><button hx-get=/ hx-on:click=alert(1)>x</button></form>",
            "<div hx-get=/sign-in hx-trigger=load hx-target=body data-chart='{'>${7*7}</div>");

    private Attacks() {}

    /** Two hundred of them. */
    static List<String> all() {
        List<String> all = new ArrayList<>();
        OUT.forEach(out -> RUN.forEach(run -> all.add(out + run)));
        return all;
    }
}
