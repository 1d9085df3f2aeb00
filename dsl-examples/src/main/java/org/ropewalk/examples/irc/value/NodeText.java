package org.ropewalk.examples.irc.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.function.Consumer;
import org.ropewalk.examples.value.Mask;
import org.ropewalk.line.Bytes;

/**
 * Writes what a node reports to the others: lines of fields. NUL and LF, which separate them, are
 * in no line of IRC. The first line of a message is the name of its node.
 */
public final class NodeText implements NodeLines {
    static final String FIELD = "\0";
    static final String LINE = "\n";

    /** A flag that is set; in front of a text that may be missing. */
    static final String PRESENT = "+";

    /** Bytes of one message, of which an engine accepts a million. */
    private static final int MAX_BYTES = 60_000;

    private final String node;
    private final Consumer<Bytes> publish;
    private final StringBuilder message = new StringBuilder();

    /** Collects lines of {@code node}, which {@code publish} sends. */
    public NodeText(String node, Consumer<Bytes> publish) {
        this.node = node;
        this.publish = publish;
    }

    private void add(NodeVerb verb, String... fields) {
        if (message.length() > MAX_BYTES) {
            send();
        }
        message.append(LINE).append(verb);
        for (String field : fields) {
            message.append(FIELD).append(field);
        }
    }

    /** Sends what was added; without lines, the others know that the node is alive. */
    public void send() {
        publish.accept(Bytes.of((node + message).getBytes(ISO_8859_1)));
        message.setLength(0);
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toByteArray(), ISO_8859_1);
    }

    private static String number(long number) {
        return String.valueOf(number);
    }

    private static String flag(boolean is) {
        return is ? PRESENT : "";
    }

    @Override
    public void hello() {
        add(NodeVerb.HELLO);
    }

    @Override
    public void burst() {
        add(NodeVerb.BURST);
    }

    @Override
    public void end() {
        add(NodeVerb.END);
    }

    @Override
    public void user(NodeUser user) {
        add(
                NodeVerb.USER,
                user.id(),
                user.nick(),
                user.name(),
                user.host(),
                text(user.realName()),
                number(user.registeredSeconds()),
                flag(user.invisible()),
                user.away().map(message -> PRESENT + text(message)).orElse(""));
    }

    @Override
    public void nick(String id, String nick) {
        add(NodeVerb.NICK, id, nick);
    }

    @Override
    public void quit(String id, Bytes reason) {
        add(NodeVerb.QUIT, id, text(reason));
    }

    @Override
    public void join(NodeMember member) {
        add(NodeVerb.JOIN, member);
    }

    @Override
    public void member(NodeMember member) {
        add(NodeVerb.MEMBER, member);
    }

    private void add(NodeVerb verb, NodeMember member) {
        add(
                verb,
                member.id(),
                member.channel(),
                number(member.createdSeconds()),
                flag(member.operator().is()),
                number(member.operator().since().millis()),
                member.operator().since().node(),
                flag(member.voice().is()),
                number(member.voice().since().millis()),
                member.voice().since().node());
    }

    @Override
    public void part(String id, String channel) {
        add(NodeVerb.PART, id, channel);
    }

    @Override
    public void topic(String channel, long createdSeconds, NodeTopic topic) {
        add(NodeVerb.TOPIC, channel, createdSeconds, topic);
    }

    @Override
    public void mode(NodeModes modes) {
        add(NodeVerb.MODE, modes);
    }

    @Override
    public void channel(String name, long createdSeconds, NodeTopic topic) {
        add(NodeVerb.CHANNEL, name, createdSeconds, topic);
    }

    private void add(NodeVerb verb, String channel, long createdSeconds, NodeTopic topic) {
        add(
                verb,
                channel,
                number(createdSeconds),
                text(topic.text()),
                topic.author(),
                number(topic.seconds()));
    }

    @Override
    public void modes(NodeModes modes) {
        add(NodeVerb.MODES, modes);
    }

    private void add(NodeVerb verb, NodeModes modes) {
        add(
                verb,
                modes.channel(),
                number(modes.createdSeconds()),
                number(modes.stamp().millis()),
                modes.stamp().node(),
                modes.changes().toString());
        modes.arguments().forEach(field -> message.append(FIELD).append(field));
    }

    @Override
    public void ban(String channel, Mask mask, String author, long seconds, NodeStamp stamp) {
        add(
                NodeVerb.BAN,
                channel,
                mask.text(),
                author,
                number(seconds),
                number(stamp.millis()),
                stamp.node());
    }
}
