package org.ropewalk.examples.irc;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.examples.value.Names;
import org.ropewalk.reactor.MemoryBudget;

/** Everybody and every channel of a server. Any thread: sessions hold its lock while they act. */
public final class Network {
    private static final String LETTERS = "[]\\`_^{|}";
    private static final int MAX_NICK = 31;
    private static final int MAX_CHANNEL = 50;

    /** What a channel costs: its object, its sets, its names, its topic. */
    private static final int CHANNEL_BYTES = 3_000;

    /** What it costs that a client is in a channel. */
    private static final int MEMBERSHIP_BYTES = 300;

    private final String server;
    private final MemoryBudget memory;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, Channel> channels = new LinkedHashMap<>();

    /** An empty network of one server. */
    public Network(String server) {
        this(server, new MemoryBudget());
    }

    /** As the other; channels and their members take no more than {@code memory}. */
    public Network(String server, MemoryBudget memory) {
        this.server = server;
        this.memory = memory;
    }

    String server() {
        return server;
    }

    /** The form in which names are compared. */
    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static boolean isNick(String name) {
        if (name.isEmpty() || name.length() > MAX_NICK) {
            return false;
        }
        char first = name.charAt(0);
        return first != '-' && !Character.isDigit(first) && Names.isOf(name, "-" + LETTERS);
    }

    static boolean isChannel(String name) {
        return name.length() > 1
                && name.length() <= MAX_CHANNEL
                && Names.isOf(name.charAt(0) + "", "#&+")
                && !Character.isLetterOrDigit(name.charAt(0))
                && Names.isFreeOf(name, " ,:\7");
    }

    /** Whether the name was free, and now is {@code member}'s. */
    boolean claim(String nick, Member member) {
        Member holder = members.putIfAbsent(fold(nick), member);
        return holder == null || holder == member;
    }

    void release(String nick) {
        members.remove(fold(nick));
    }

    Optional<Member> member(String nick) {
        return Optional.ofNullable(members.get(fold(nick)));
    }

    int size() {
        return members.size();
    }

    Optional<Channel> channel(String name) {
        return Optional.ofNullable(channels.get(fold(name)));
    }

    /**
     * The channel of this name with room for one more member, who is added next; empty if there is
     * no memory for it.
     */
    Optional<Channel> enter(String name) {
        Channel known = channels.get(fold(name));
        int bytes = MEMBERSHIP_BYTES + (known == null ? CHANNEL_BYTES : 0);
        if (!memory.reserve(bytes)) {
            return Optional.empty();
        }
        return Optional.of(channels.computeIfAbsent(fold(name), missing -> new Channel(name)));
    }

    Collection<Channel> channels() {
        return channels.values();
    }

    /** Takes a member out of a channel, which is forgotten behind the last one. */
    void leave(Channel channel, Member member) {
        if (channel.remove(member)) {
            memory.release(MEMBERSHIP_BYTES);
        }
        if (channel.members().isEmpty() && channels.remove(fold(channel.name())) != null) {
            memory.release(CHANNEL_BYTES);
        }
    }

    /** The channels that {@code member} is in. */
    List<String> channelsOf(Member member) {
        return channels.values().stream()
                .filter(channel -> channel.members().contains(member))
                .map(Channel::name)
                .toList();
    }

    /** Everybody who shares a channel with {@code member}, and he himself. */
    Set<Member> neighbours(Member member) {
        Set<Member> all = new LinkedHashSet<>();
        all.add(member);
        for (Channel channel : channels.values()) {
            if (channel.members().contains(member)) {
                all.addAll(channel.members());
            }
        }
        return all;
    }
}
