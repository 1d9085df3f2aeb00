package org.ropewalk.examples.irc;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.examples.irc.value.NodeStamp;
import org.ropewalk.examples.value.Mask;
import org.ropewalk.examples.value.Names;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.MemoryBudget;

/** The users and channels of a server. Any thread: sessions hold its lock while they act. */
public final class Network {
    /** NICKLEN. */
    static final int MAX_NICK = 31;

    /** CHANNELLEN. */
    static final int MAX_CHANNEL = 50;

    /** CHANTYPES. */
    static final String CHANNEL_TYPES = "#&";

    private static final String LETTERS = "[]\\`_^{|}";

    /** Users that have left and are remembered for {@code WHOWAS}; the oldest goes first. */
    private static final int MAX_PAST = 500;

    /** What a channel costs: its object, its sets, its names, its topic, its stamps. */
    private static final int CHANNEL_BYTES = 6_000;

    /** What it costs that a client is in a channel. */
    private static final int MEMBERSHIP_BYTES = 500;

    /** What a ban costs. */
    private static final int BAN_BYTES = 600;

    private final String server;
    private final MemoryBudget memory;
    private final Clock clock;
    private final Instant created;
    private final Map<String, User> names = new LinkedHashMap<>();
    private final Set<User> users = new LinkedHashSet<>();
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Deque<Past> past = new ArrayDeque<>();
    private Link link = Link.NONE;
    private int unknown;
    private int mostUsers;

    /** A user that has left, or that had another name, and when. */
    record Past(String nick, String user, String host, Bytes realName, Instant when) {}

    /** An empty network of one server. */
    public Network(String server) {
        this(server, new MemoryBudget());
    }

    /** As the other; channels, their members and bans take no more than {@code memory}. */
    public Network(String server, MemoryBudget memory) {
        this(server, memory, Clock.systemUTC());
    }

    /** As the other, with times of {@code clock}. */
    public Network(String server, MemoryBudget memory, Clock clock) {
        this.server = server;
        this.memory = memory;
        this.clock = clock;
        this.created = clock.instant();
    }

    String server() {
        return server;
    }

    /** What connects it with the networks of other nodes. */
    Link link() {
        return link;
    }

    /** Connects it with those of other nodes, before it has users. */
    void link(Link wanted) {
        link = wanted;
    }

    Instant now() {
        return clock.instant();
    }

    /** Seconds since 1970. */
    long seconds() {
        return now().getEpochSecond();
    }

    Instant created() {
        return created;
    }

    /** The author of lines that no user has sent. */
    Irc.Prefix prefix() {
        return new Irc.Prefix(server, "server", server);
    }

    /** A stamp for a change of a channel by this node. */
    NodeStamp stamp(Channel channel) {
        return channel.stamp(now().toEpochMilli(), link.node());
    }

    // ---- names

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
                && !Names.isFreeOf(name.charAt(0) + "", CHANNEL_TYPES)
                && Names.isFreeOf(name, " ,:" + Irc.CTCP_AND_FORMATTING);
    }

    /** Whether the name was free, and now is {@code user}'s. */
    boolean claim(String nick, User user) {
        User holder = names.putIfAbsent(Names.lower(nick), user);
        return holder == null || holder == user;
    }

    /** Gives a name back, unless it belongs to another user by now. */
    void release(String nick, User user) {
        names.remove(Names.lower(nick), user);
    }

    /** The connection that has this name, or claims it; null if none does. */
    User holder(String nick) {
        return names.get(Names.lower(nick));
    }

    /** A user of another node has another name. */
    void take(User remote, String nick) {
        remember(remote);
        release(remote.nick(), remote);
        names.put(Names.lower(nick), remote);
        remote.rename(nick);
    }

    /** A user of another node takes its name, whoever claims it here. */
    void added(User remote) {
        names.put(Names.lower(remote.nick()), remote);
        users.add(remote);
        mostUsers = Math.max(mostUsers, users.size());
    }

    // ---- users

    /** A connection was made. */
    synchronized void connected() {
        unknown++;
    }

    /** A connection has got its names. */
    void registered(User user) {
        unknown--;
        users.add(user);
        mostUsers = Math.max(mostUsers, users.size());
    }

    /** Forgets a user and what was kept for it. */
    void left(User user) {
        if (users.remove(user)) {
            remember(user);
        } else {
            unknown--;
        }
        for (Channel channel : List.copyOf(user.channels())) {
            leave(channel, user);
        }
        if (!user.nick().isEmpty()) {
            release(user.nick(), user);
            link.released(user, user.nick());
        }
    }

    /** The registered user of this name. */
    Optional<User> user(String nick) {
        return Optional.ofNullable(names.get(Names.lower(nick))).filter(User::isRegistered);
    }

    Collection<User> users() {
        return users;
    }

    /** Connections that are not registered. */
    int unknown() {
        return unknown;
    }

    /** How many users there were at most. */
    int mostUsers() {
        return mostUsers;
    }

    /** Keeps the name that {@code user} gives up. */
    void remember(User user) {
        if (past.size() == MAX_PAST) {
            past.removeLast();
        }
        Irc.Prefix prefix = user.prefix();
        past.addFirst(
                new Past(prefix.nick(), prefix.user(), prefix.host(), user.realName(), now()));
    }

    /** Users of the past whose name {@code mask} matches, the last one first. */
    List<Past> past(Mask mask) {
        return past.stream().filter(was -> mask.matches(was.nick())).toList();
    }

    // ---- channels

    Optional<Channel> channel(String name) {
        return Optional.ofNullable(channels.get(Names.lower(name)));
    }

    /**
     * The channel of this name with room for one more member, who is added next; empty if there is
     * no memory for it.
     */
    Optional<Channel> enter(String name) {
        Channel known = channels.get(Names.lower(name));
        int bytes = MEMBERSHIP_BYTES + (known == null ? CHANNEL_BYTES : 0);
        if (!memory.reserve(bytes)) {
            return Optional.empty();
        }
        return Optional.of(
                channels.computeIfAbsent(
                        Names.lower(name),
                        missing -> new Channel(name, seconds(), link.group(name))));
    }

    Collection<Channel> channels() {
        return channels.values();
    }

    /** Takes a member out of a channel, which is forgotten behind the last one. */
    void leave(Channel channel, User user) {
        if (channel.remove(user)) {
            memory.release(MEMBERSHIP_BYTES);
        }
        if (channel.members().isEmpty() && channels.remove(Names.lower(channel.name())) != null) {
            memory.release(CHANNEL_BYTES);
            releaseBans(channel.modes().bans().size());
        }
    }

    /** Whether there is memory for one more ban. */
    boolean reserveBan() {
        return memory.reserve(BAN_BYTES);
    }

    void releaseBans(int count) {
        memory.release(count * BAN_BYTES);
    }

    /** The users of this node that share a channel with {@code user}, and the user itself. */
    Set<User> neighbours(User user) {
        Set<User> all = new LinkedHashSet<>();
        all.add(user);
        for (Channel channel : user.channels()) {
            all.addAll(channel.members());
        }
        all.removeIf(other -> !other.isLocal());
        return all;
    }

    /** Tells the users of this node that {@code user} has gone, and forgets it. */
    void quit(User user, Bytes reason) {
        for (User other : neighbours(user)) {
            if (other != user) {
                other.pushes().quit(user.prefix(), reason);
            }
        }
        left(user);
    }
}
