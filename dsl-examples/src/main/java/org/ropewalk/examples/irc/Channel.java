package org.ropewalk.examples.irc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ropewalk.examples.value.Names;
import org.ropewalk.line.Bytes;
import org.ropewalk.server.Group;

/** A channel. Guarded by its network. */
final class Channel {
    /** TOPICLEN. */
    static final int MAX_TOPIC = 300;

    private final String name;
    private long createdSeconds;
    private final Map<User, Rank> members = new LinkedHashMap<>();
    private final ChannelModes modes = new ChannelModes();
    private final Group group;
    private Bytes topic = Bytes.empty();
    private String topicAuthor = "";
    private long topicSeconds;

    /** The modes of a member. */
    private record Rank(boolean operator, boolean voice) {
        static final Rank NONE = new Rank(false, false);

        String mark() {
            return operator ? "@" : voice ? "+" : "";
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

    /** Adds a member; the first one is operator. */
    void add(User user) {
        members.put(user, members.isEmpty() ? new Rank(true, false) : Rank.NONE);
        user.joined(this);
        if (user.isLocal()) {
            group.add(user.peer());
        }
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
        return rank(user).operator();
    }

    boolean hasVoice(User user) {
        return rank(user).voice();
    }

    private Rank rank(User user) {
        return members.getOrDefault(user, Rank.NONE);
    }

    /** Whether the member was no operator before, or one. */
    boolean operator(User member, boolean is) {
        return replaced(member, new Rank(is, rank(member).voice()));
    }

    /** Whether the member had no voice before, or one. */
    boolean voice(User member, boolean has) {
        return replaced(member, new Rank(rank(member).operator(), has));
    }

    private boolean replaced(User member, Rank rank) {
        return !rank.equals(members.put(member, rank));
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
        return rank.operator()
                || rank.voice()
                || !(modes.has('m') || modes.has('n') && !has(user) || modes.isBanned(user));
    }

    boolean isFull() {
        return modes.limit() != 0 && members.size() >= modes.limit();
    }

    // ---- topic

    Bytes topic() {
        return topic;
    }

    String topicAuthor() {
        return topicAuthor;
    }

    long topicSeconds() {
        return topicSeconds;
    }

    void topic(Bytes text, String author, long seconds) {
        topic = Names.cut(text, MAX_TOPIC, "");
        topicAuthor = author;
        topicSeconds = seconds;
    }

    void tellTopic(User asker) {
        if (topic.isEmpty()) {
            asker.pushes().noTopic(name);
        } else {
            asker.pushes().topicIs(name, topic);
            asker.pushes().topicBy(name, topicAuthor, topicSeconds);
        }
    }
}
