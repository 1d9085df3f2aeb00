package org.ropewalk.processor.model;

import java.util.Arrays;
import java.util.Locale;

/** A bound that a declaration may set: {@code @Limits} has a member for each. */
public enum Limit {
    LINE(8_192, Scope.METHOD),
    LINE_DISCARD(64 * 1024, Scope.STATE),
    FIELDS(100, Scope.STATE),
    BLOCK(64 * 1024, Scope.STATE),
    PAYLOAD(1 << 20, Scope.PARAMETER),
    PAYLOAD_DISCARD(4L << 20, Scope.PARAMETER),
    WORDS(64, Scope.PARAMETER),
    REPLY(16 << 20, Scope.STATE),
    REPLY_LINE(64 * 1024, Scope.STATE),
    HIGH_WATER(64 * 1024, Scope.PROTOCOL),
    OUTPUT(4 << 20, Scope.PROTOCOL),
    PUSHED(8 << 20, Scope.STATE),
    PIPELINED(128, Scope.STATE),
    ERRORS(10, Scope.STATE),
    IDLE_SECONDS(300, Scope.STATE),
    LINE_SECONDS(60, Scope.STATE),
    PAYLOAD_SECONDS(60, Scope.METHOD),
    REQUEST_SECONDS(60, Scope.METHOD),
    STALL_SECONDS(60, Scope.PROTOCOL),
    CONNECTIONS(10_000, Scope.PROTOCOL),
    AMPLIFICATION(3, Scope.PROTOCOL);

    private final long standard;
    private final Scope narrowest;
    private final String member;

    Limit(long standard, Scope narrowest) {
        this.standard = standard;
        this.narrowest = narrowest;
        String[] words = name().split("_");
        StringBuilder camel = new StringBuilder(words[0].toLowerCase(Locale.ROOT));
        for (String word : Arrays.asList(words).subList(1, words.length)) {
            camel.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        member = camel.toString();
    }

    /** For what a bound may be set, from the narrowest to the widest. */
    public enum Scope {
        PARAMETER,
        METHOD,
        STATE,
        PROTOCOL
    }

    /** What holds where nothing is said. */
    public long standard() {
        return standard;
    }

    /** Whether it means something there. */
    public boolean holdsFor(Scope scope) {
        return narrowest.compareTo(scope) <= 0;
    }

    /** The member of the annotation, and the runtime's name for it. */
    public String member() {
        return member;
    }
}
