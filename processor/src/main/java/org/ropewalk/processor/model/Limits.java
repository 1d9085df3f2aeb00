package org.ropewalk.processor.model;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The bounds that hold for a protocol, state or command, with defaults filled in.
 *
 * @param values all of them
 */
public record Limits(Map<Limit, Long> values) {
    /** The bounds that hold where nothing is said. */
    public static final Limits DEFAULTS =
            new Limits(
                    Arrays.stream(Limit.values())
                            .collect(Collectors.toMap(limit -> limit, Limit::standard)));

    /** Copies them. */
    public Limits {
        values = Map.copyOf(values);
    }

    public long of(Limit limit) {
        return values.get(limit);
    }

    /** How many bytes of a line without its end. */
    public int line() {
        return (int) of(Limit.LINE);
    }

    /** These, with another. */
    public Limits with(Limit limit, long value) {
        Map<Limit, Long> changed = new EnumMap<>(values);
        changed.put(limit, value);
        return new Limits(changed);
    }

    /** These, with room for the replies of commands that have other bounds. */
    Limits widest(Limits other) {
        Limits widest = this;
        for (Limit limit : List.of(Limit.PAYLOAD, Limit.REPLY, Limit.REPLY_LINE)) {
            widest = widest.with(limit, Math.max(of(limit), other.of(limit)));
        }
        return widest;
    }

    /** These, with room for the lines and the refused payloads of a command that has its own. */
    public Limits widened(Limits command) {
        return with(Limit.LINE, Math.max(line(), command.line()))
                .with(
                        Limit.PAYLOAD_DISCARD,
                        Math.max(of(Limit.PAYLOAD_DISCARD), command.of(Limit.PAYLOAD_DISCARD)));
    }
}
