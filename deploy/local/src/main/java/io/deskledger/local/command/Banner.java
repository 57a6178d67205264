package io.deskledger.local.command;

import io.deskledger.local.config.DataFolder;
import io.deskledger.local.demo.Demo;
import java.util.ArrayList;
import java.util.List;

/** What is shown when everything is up. */
final class Banner {

    private Banner() {}

    static List<String> lines(String address, Demo.Logins logins, DataFolder data) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Deskledger is up.");
        lines.add("  Address   " + address);
        lines.add("  API       " + address + "/api/v1");
        logins.emails().forEach(email -> lines.add("  Login     %-22s %s".formatted(email, logins.password())));
        lines.add("  Logs      " + data.logs());
        lines.add("  Stop      Ctrl-C here, or ./deskledger stop");
        lines.add("");
        return lines;
    }
}
