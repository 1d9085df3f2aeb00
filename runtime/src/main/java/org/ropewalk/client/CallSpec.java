package org.ropewalk.client;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.frame.LineFramer;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.PayloadEnd;

/**
 * What all calls of one command have in common.
 *
 * @param name the command's name, for messages, and to count its successes
 * @param reader reads its reply; null if it is not answered
 * @param traits what it does to the session and to the connection
 * @param interrupts the names of the commands that it interrupts; none if it waits as others do
 * @param requestSeconds how long its reply may take; 0 for as long as others
 * @param prompt what the server writes instead of a reply; null if it replies
 */
@ForGeneratedCode
public record CallSpec<T>(
        String name,
        @Nullable ReplyReader<T> reader,
        Set<Trait> traits,
        Set<String> interrupts,
        int requestSeconds,
        byte @Nullable [] prompt) {
    /** What a command does to the session or to the connection. */
    public enum Trait {
        /** The session may be elsewhere after it: nothing is sent before its reply has arrived. */
        ALONE,
        /**
         * Lines of its reply have no tag, though others come in any order: it is sent when no other
         * call waits for its reply.
         */
        UNTAGGED_LINES,
        /** The connection is secured after its reply; a refusal ends the connection. */
        SECURES,
        /** Its payload ends with what this side sends: nothing can be sent after it. */
        ENDS_OUTPUT,
        /** Its reply is everything that comes until the server closes, without a line before it. */
        WHOLE,
        /** As {@link #WHOLE}, and the reply is read as it arrives. */
        WHOLE_STREAM,
        /** A line without a tag comes before its result. */
        OPENS_UNTAGGED,
        /** Its reply may have no tag, though others have. */
        UNTAGGED,
        /** It continues the command before it: it is sent without a tag, and has that one's. */
        CONTINUES,
        /** Its line holds a secret: no exception shows it. */
        SECRET,
        /** It is not answered, and the server closes the connection. */
        CLOSES
    }

    /** Copies the sets. */
    public CallSpec {
        traits = Set.copyOf(traits);
        interrupts = Set.copyOf(interrupts);
    }

    /** A command that interrupts no other, and whose reply may take as long as others. */
    public CallSpec(String name, @Nullable ReplyReader<T> reader, Set<Trait> traits) {
        this(name, reader, traits, Set.of(), 0, null);
    }

    /** A reply that is read without a command: the server's greeting. */
    static <T> CallSpec<T> greeting(ReplyReader<T> reader) {
        return new CallSpec<>("", reader, Set.of());
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** Has {@code framer} read the whole reply, if no line begins it. */
    void expectWhole(LineFramer framer, LineLimits limits) {
        if (is(Trait.WHOLE)) {
            framer.payloads().expect(PayloadEnd.CLOSE, limits);
        } else if (is(Trait.WHOLE_STREAM)) {
            framer.payloads().expectStream();
        }
    }

    boolean isAnswered() {
        return reader != null;
    }
}
