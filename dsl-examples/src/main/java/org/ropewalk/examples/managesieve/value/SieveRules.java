package org.ropewalk.examples.managesieve.value;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ropewalk.examples.managesieve.value.SieveRule.Tag;
import org.ropewalk.examples.managesieve.value.SieveRule.Tests;
import org.ropewalk.examples.managesieve.value.SieveRule.Value;

/**
 * The commands and tests of RFC 5228, and of the extensions reject (5429), vacation (5230), copy
 * (3894), relational (5231) and subaddress (5233).
 */
final class SieveRules {
    /** The extensions that a script may require, as clients are told. */
    static final List<String> EXTENSIONS =
            List.of(
                    "fileinto",
                    "reject",
                    "envelope",
                    "vacation",
                    "copy",
                    "relational",
                    "subaddress",
                    "comparator-i;ascii-numeric");

    /** The tags of tests that compare; exactly one size is asked for. */
    static final String LIMIT = "limit";

    /** The comparators that need no extension. */
    static final List<String> COMPARATORS = List.of("i;octet", "i;ascii-casemap");

    static final String COMPARATOR = "comparator";

    private static final String MATCH = "match";
    private static final String PART = "part";
    private static final String CORE = "";

    private static final List<Tag> MATCHES =
            List.of(
                    new Tag("is", MATCH),
                    new Tag("contains", MATCH),
                    new Tag("matches", MATCH),
                    new Tag("count", MATCH, Optional.of(Value.STRING), "relational"),
                    new Tag("value", MATCH, Optional.of(Value.STRING), "relational"),
                    new Tag(COMPARATOR, Value.STRING));
    private static final List<Tag> PARTS =
            List.of(
                    new Tag("all", PART),
                    new Tag("localpart", PART),
                    new Tag("domain", PART),
                    new Tag("user", PART, Optional.empty(), "subaddress"),
                    new Tag("detail", PART, Optional.empty(), "subaddress"));
    private static final List<Tag> ADDRESSES =
            Stream.concat(MATCHES.stream(), PARTS.stream()).toList();
    private static final List<Tag> COPY =
            List.of(new Tag("copy", "copy", Optional.empty(), "copy"));
    private static final List<Tag> VACATION =
            List.of(
                    new Tag("days", Value.NUMBER),
                    new Tag("subject", Value.STRING),
                    new Tag("from", Value.STRING),
                    new Tag("addresses", Value.STRINGS),
                    new Tag("mime", "mime"),
                    new Tag("handle", Value.STRING));

    static final Map<String, SieveRule> COMMANDS =
            Map.ofEntries(
                    Map.entry("require", action(CORE, List.of(), Value.STRINGS)),
                    Map.entry("if", control(Tests.ONE)),
                    Map.entry("elsif", control(Tests.ONE)),
                    Map.entry("else", control(Tests.NONE)),
                    Map.entry("stop", action(CORE, List.of())),
                    Map.entry("keep", action(CORE, List.of())),
                    Map.entry("discard", action(CORE, List.of())),
                    Map.entry("redirect", action(CORE, COPY, Value.STRING)),
                    Map.entry("fileinto", action("fileinto", COPY, Value.STRING)),
                    Map.entry("reject", action("reject", List.of(), Value.STRING)),
                    Map.entry("vacation", action("vacation", VACATION, Value.STRING)));

    static final Map<String, SieveRule> TESTS =
            Map.ofEntries(
                    Map.entry("address", action(CORE, ADDRESSES, Value.STRINGS, Value.STRINGS)),
                    Map.entry(
                            "envelope",
                            action("envelope", ADDRESSES, Value.STRINGS, Value.STRINGS)),
                    Map.entry("header", action(CORE, MATCHES, Value.STRINGS, Value.STRINGS)),
                    Map.entry("exists", action(CORE, List.of(), Value.STRINGS)),
                    Map.entry(
                            "size",
                            action(
                                    CORE,
                                    List.of(new Tag("over", LIMIT), new Tag("under", LIMIT)),
                                    Value.NUMBER)),
                    Map.entry("allof", combination(Tests.SOME)),
                    Map.entry("anyof", combination(Tests.SOME)),
                    Map.entry("not", combination(Tests.ONE)),
                    Map.entry("true", action(CORE, List.of())),
                    Map.entry("false", action(CORE, List.of())));

    private SieveRules() {}

    private static SieveRule action(String extension, List<Tag> tags, Value... arguments) {
        return new SieveRule(extension, tags, List.of(arguments), Tests.NONE, false);
    }

    private static SieveRule control(Tests tests) {
        return new SieveRule(CORE, List.of(), List.of(), tests, true);
    }

    private static SieveRule combination(Tests tests) {
        return new SieveRule(CORE, List.of(), List.of(), tests, false);
    }
}
