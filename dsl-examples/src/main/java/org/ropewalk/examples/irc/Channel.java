package org.ropewalk.examples.irc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.ropewalk.examples.irc.value.NodeFlag;
import org.ropewalk.examples.irc.value.NodeStamp;
import org.ropewalk.examples.irc.value.NodeTopic;
import org.ropewalk.examples.value.Names;
import org.ropewalk.line.Bytes;
import org.ropewalk.server.Group;

/** A channel. Guarded by its network. */
final class Channel {
    /** TOPICLEN. */
    static final int MAX_TOPIC = 300;

    private final String name;
    private long createdSeconds;

    /** The latest time of a stamp. */
    private long stampedMillis;

    private final Map<User, Rank> members = new LinkedHashMap<>();
    private final ChannelModes modes = new ChannelModes();
    private final Group group;
    private NodeTopic topic = NodeTopic.NONE;

    /** The modes of a member. */
    private record Rank(NodeFlag operator, NodeFlag voice) {
        static final Rank NONE = new Rank(NodeFlag.NONE, NodeFlag.NONE);

        String mark() {
            return operator.is() ? "@" : voice.is() ? "+" : "";
        }
    }

    /** {@code group} has the members as those to whom lines are sent. */
    Channel(String name, long createdSeconds, Group group) {
        this.name = name;
        this.createdSeconds = createdSeconds;
        this.group = group;
    }

    String name() {
        return name;
    }

    long createdSeconds() {
        return createdSeconds;
    }

    /** Another node has created it earlier. */
    void createdSeconds(long earlier) {
        createdSeconds = earlier;
    }

    ChannelModes modes() {
        return modes;
    }

    /** A stamp of {@code node} that is later than all that are known. */
    NodeStamp stamp(long nowMillis, String node) {
        stampedMillis = Math.max(nowMillis, stampedMillis + 1);
        return new NodeStamp(stampedMillis, node);
    }

    /** Another node has made a stamp. */
    void seen(NodeStamp stamp) {
        stampedMillis = Math.max(stampedMillis, stamp.millis());
    }

    // ---- members

    Set<User> members() {
        return members.keySet();
    }

    boolean has(User user) {
        return members.containsKey(user);
    }

    /** Lines to all members. */
    IrcPushes everybody() {
        return IrcPushes.to(group);
    }

    /** Lines to all members but one. */
    IrcPushes others(User author) {
        return IrcPushes.to(group.except(author.peer()));
    }

    /** Sends lines to the members of this node alone. */
    void tellHere(Consumer<IrcPushes> lines) {
        members.keySet().stream().filter(User::isLocal).map(User::pushes).forEach(lines);
    }

    /** Adds a member; the first one is operator. */
    void add(User user, NodeStamp joined) {
        NodeFlag operator = new NodeFlag(members.isEmpty(), joined);
        members.put(user, new Rank(operator, new NodeFlag(false, joined)));
        user.joined(this);
        if (user.isLocal()) {
            group.add(user.peer());
        }
    }

    /** Adds a member of another node. */
    void add(User user, NodeFlag operator, NodeFlag voice) {
        members.put(user, new Rank(operator, voice));
        user.joined(this);
    }

    /** Whether it was a member. */
    boolean remove(User user) {
        if (user.isLocal()) {
            group.remove(user.peer());
        }
        user.left(this);
        return members.remove(user) != null;
    }

    boolean isOperator(User user) {
        return rank(user).operator().is();
    }

    boolean hasVoice(User user) {
        return rank(user).voice().is();
    }

    NodeFlag operatorFlag(User user) {
        return rank(user).operator();
    }

    NodeFlag voiceFlag(User user) {
        return rank(user).voice();
    }

    private Rank rank(User user) {
        return members.getOrDefault(user, Rank.NONE);
    }

    /** Makes a member an operator, or not, unless that was changed later. */
    void operator(User member, NodeFlag flag) {
        Rank rank = rank(member);
        members.put(member, new Rank(rank.operator().then(flag), rank.voice()));
    }

    /** Gives a member a voice, or takes it back, unless that was changed later. */
    void voice(User member, NodeFlag flag) {
        Rank rank = rank(member);
        members.put(member, new Rank(rank.operator(), rank.voice().then(flag)));
    }

    /** {@code @} for an operator, {@code +} for a member with a voice, or nothing. */
    String mark(User user) {
        return rank(user).mark();
    }

    // ---- rights

    /** Whether {@code user} may know of the channel. */
    boolean isVisibleTo(User user) {
        return modes.visibility() == Irc.Visibility.PUBLIC || has(user);
    }

    /** The members that {@code asker} may see, marked. */
    List<String> names(User asker) {
        boolean isMember = has(asker);
        return members.keySet().stream()
                .filter(member -> isMember || !member.isInvisible())
                .map(member -> mark(member) + member.nick())
                .toList();
    }

    /** RFC 2811 4.2.1, 4.2.3, 4.3.1: moderation, messages from outside, bans. */
    boolean maySpeak(User user) {
        Rank rank = rank(user);
        return rank.operator().is()
                || rank.voice().is()
                || !(modes.has('m') || modes.has('n') && !has(user) || modes.isBanned(user));
    }

    boolean isFull() {
        return modes.limit() != 0 && members.size() >= modes.limit();
    }

    // ---- topic

    NodeTopic topic() {
        return topic;
    }

    /** Sets a topic, of which it keeps {@link #MAX_TOPIC} bytes. */
    void topic(NodeTopic wanted) {
        Bytes text = Names.cut(wanted.text(), MAX_TOPIC, "");
        topic = new NodeTopic(text, wanted.author(), wanted.seconds());
    }

    void tellTopic(User asker) {
        if (topic.text().isEmpty()) {
            asker.pushes().noTopic(name);
        } else {
            asker.pushes().topicIs(name, topic.text());
            asker.pushes().topicBy(name, topic.author(), topic.seconds());
        }
    }
}
