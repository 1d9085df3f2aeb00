package org.ropewalk.examples.irc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ropewalk.server.Group;

/** A channel. Guarded by its network. */
final class Channel {
    private final String name;
    private final long createdSeconds = System.currentTimeMillis() / 1000;
    private final Set<Member> members = new LinkedHashSet<>();
    private final Set<Member> operators = new LinkedHashSet<>();
    private final Group group = new Group();
    private String topic = "";
    private String topicAuthor = "";
    private long topicSeconds;
    private String key = "";
    private boolean operatorsSetTopic;
    private boolean secret;

    Channel(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    long createdSeconds() {
        return createdSeconds;
    }

    Set<Member> members() {
        return members;
    }

    /** All members, to whom things are said. */
    Group group() {
        return group;
    }

    IrcPushes everybody() {
        return IrcPushes.to(group);
    }

    void add(Member member) {
        if (members.isEmpty()) {
            operators.add(member);
        }
        members.add(member);
        group.add(member.peer());
    }

    /** Whether it was a member. */
    boolean remove(Member member) {
        operators.remove(member);
        group.remove(member.peer());
        return members.remove(member);
    }

    boolean isOperator(Member member) {
        return operators.contains(member);
    }

    void operator(Member member, boolean is) {
        if (is) {
            operators.add(member);
        } else {
            operators.remove(member);
        }
    }

    /** The name, with the mark of an operator in front. */
    String nameFor(Member member) {
        return (operators.contains(member) ? "@" : "") + name;
    }

    /** The members' names, those of operators marked. */
    List<String> names() {
        return members.stream()
                .map(member -> (operators.contains(member) ? "@" : "") + member.nick())
                .toList();
    }

    // ---- topic and modes

    String topic() {
        return topic;
    }

    String topicAuthor() {
        return topicAuthor;
    }

    long topicSeconds() {
        return topicSeconds;
    }

    void topic(String text, String author) {
        topic = text;
        topicAuthor = author;
        topicSeconds = System.currentTimeMillis() / 1000;
    }

    String key() {
        return key;
    }

    void key(String wanted) {
        key = wanted;
    }

    boolean operatorsSetTopic() {
        return operatorsSetTopic;
    }

    void operatorsSetTopic(boolean only) {
        operatorsSetTopic = only;
    }

    boolean isSecret() {
        return secret;
    }

    void secret(boolean is) {
        secret = is;
    }

    String modes() {
        return "+"
                + (operatorsSetTopic ? "t" : "")
                + (secret ? "s" : "")
                + (key.isEmpty() ? "" : "k");
    }

    List<String> modeArguments(Member asker) {
        List<String> arguments = new ArrayList<>();
        if (!key.isEmpty()) {
            arguments.add(members.contains(asker) ? key : "*");
        }
        return arguments;
    }
}
