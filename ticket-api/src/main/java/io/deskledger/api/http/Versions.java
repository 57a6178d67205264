package io.deskledger.api.http;

import io.deskledger.api.problem.ProblemException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A record's version as strong entity tag, and the condition of an {@code If-Match} header. */
public final class Versions {

    private static final Pattern LIST = Pattern.compile("(W/)?\"[^\"]*\"(\\s*,\\s*(W/)?\"[^\"]*\")*");

    private Versions() {}

    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Lets a change pass where the header is absent, {@code *} or names the version; weak tags never match.
     *
     * @throws ProblemException.Stale where it names other versions
     */
    public static void require(@Nullable String ifMatch, long version) {
        if (!matches(ifMatch, etag(version))) {
            throw new ProblemException.Stale("The record is at version " + version + " by now; read it again");
        }
    }

    /** Whether the header is absent, {@code *} or names the strong entity tag. */
    public static boolean matches(@Nullable String ifMatch, String etag) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return true;
        }
        String list = ifMatch.strip();
        if (!LIST.matcher(list).matches()) {
            throw new ProblemException.Invalid("If-Match", "must be * or entity tags in double quotes");
        }
        return Arrays.stream(list.split(",", -1)).map(String::strip).anyMatch(etag::equals);
    }
}
