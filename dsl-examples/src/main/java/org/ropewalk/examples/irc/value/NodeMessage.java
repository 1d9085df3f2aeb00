package org.ropewalk.examples.irc.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.ropewalk.examples.value.Mask;
import org.ropewalk.examples.value.Modes;
import org.ropewalk.line.Bytes;

/**
 * What {@link NodeText} has written.
 *
 * @param node the name of the node
 * @param lines the fields of each line
 */
public record NodeMessage(String node, List<List<String>> lines) {
    /** The message that {@code bytes} are. */
    public static NodeMessage parse(Bytes bytes) {
        List<List<String>> lines = new ArrayList<>();
        for (String line : text(bytes).split(NodeText.LINE, -1)) {
            lines.add(List.of(line.split(NodeText.FIELD, -1)));
        }
        return new NodeMessage(lines.get(0).get(0), lines.subList(1, lines.size()));
    }

    /** Whether the node names its users here or soon without a request. */
    public boolean isIntroduction() {
        String first = lines.isEmpty() ? "" : lines.get(0).get(0);
        return first.equals(NodeVerb.HELLO.name()) || first.equals(NodeVerb.BURST.name());
    }

    /**
     * Calls {@code to} for each line, but for those with a stamp or a topic that is later than
     * {@code latestMillis}. One of the far future would hold against all that follow.
     *
     * @return the number of lines that were refused
     * @throws RuntimeException at a line that {@link NodeText} does not write
     */
    public int forEach(NodeLines to, long latestMillis) {
        int refused = 0;
        for (List<String> line : lines) {
            try {
                tell(to, new Fields(line.iterator(), latestMillis));
            } catch (TooLate e) {
                refused++;
            }
        }
        return refused;
    }

    /** A line has a time that is too late. */
    private static final class TooLate extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLate() {
            super(null, null, false, false);
        }
    }

    /** The fields of a line that are left, and the latest time that they may have. */
    private record Fields(Iterator<String> all, long latestMillis) {
        String next() {
            return all.next();
        }

        long millis(long time) {
            return check(time, latestMillis);
        }

        long seconds(long time) {
            return check(time, Math.floorDiv(latestMillis, 1_000));
        }

        private static long check(long time, long latest) {
            if (time > latest) {
                throw new TooLate();
            }
            return time;
        }
    }

    /** Takes the fields in the order in which {@link NodeText} writes them. */
    private static void tell(NodeLines to, Fields fields) {
        switch (NodeVerb.valueOf(fields.next())) {
            case HELLO -> to.hello();
            case BURST -> to.burst();
            case END -> to.end();
            case USER -> to.user(user(fields));
            case NICK -> to.nick(fields.next(), fields.next());
            case QUIT -> to.quit(fields.next(), bytes(fields.next()));
            case JOIN -> to.join(member(fields));
            case MEMBER -> to.member(member(fields));
            case PART -> to.part(fields.next(), fields.next());
            case TOPIC -> to.topic(fields.next(), number(fields), topic(fields));
            case MODE -> to.mode(modes(fields));
            case CHANNEL -> to.channel(fields.next(), number(fields), topic(fields));
            case MODES -> to.modes(modes(fields));
            case BAN ->
                    to.ban(
                            fields.next(),
                            new Mask(fields.next()),
                            fields.next(),
                            number(fields),
                            stamp(fields));
        }
    }

    private static NodeUser user(Fields fields) {
        return new NodeUser(
                fields.next(),
                fields.next(),
                fields.next(),
                fields.next(),
                bytes(fields.next()),
                number(fields),
                flag(fields),
                optional(fields.next()));
    }

    private static NodeMember member(Fields fields) {
        return new NodeMember(
                fields.next(), fields.next(), number(fields), since(fields), since(fields));
    }

    private static NodeFlag since(Fields fields) {
        return new NodeFlag(flag(fields), stamp(fields));
    }

    private static NodeStamp stamp(Fields fields) {
        return new NodeStamp(fields.millis(number(fields)), fields.next());
    }

    private static NodeModes modes(Fields fields) {
        return new NodeModes(
                fields.next(),
                number(fields),
                stamp(fields),
                Modes.parse(fields.next()),
                rest(fields));
    }

    private static NodeTopic topic(Fields fields) {
        return new NodeTopic(bytes(fields.next()), fields.next(), fields.seconds(number(fields)));
    }

    private static Optional<Bytes> optional(String field) {
        return field.isEmpty()
                ? Optional.empty()
                : Optional.of(bytes(field.substring(NodeText.PRESENT.length())));
    }

    private static boolean flag(Fields fields) {
        return !fields.next().isEmpty();
    }

    private static long number(Fields fields) {
        return Long.parseLong(fields.next());
    }

    private static List<String> rest(Fields fields) {
        List<String> rest = new ArrayList<>();
        fields.all().forEachRemaining(rest::add);
        return rest;
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toByteArray(), ISO_8859_1);
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(ISO_8859_1));
    }
}
