package org.ropewalk.examples.irc;

import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.examples.irc.value.NodeUser;
import org.ropewalk.examples.value.Names;
import org.ropewalk.line.Bytes;
import org.ropewalk.server.Peer;

/** A client as the others see it. Guarded by its network. */
final class User {
    /** USERLEN, without the {@code ~} in front. */
    static final int MAX_USER = 18;

    /** Bytes of a real name that are kept. */
    private static final int MAX_REAL_NAME = 100;

    /** Invitations that are kept; the oldest goes first. */
    private static final int MAX_INVITATIONS = 20;

    private final Network network;

    /** Null for a user of another node. */
    private final Peer peer;

    private final String host;
    private final IrcPushes pushes;

    /** By which all nodes know it; empty before it is registered. */
    private String id = "";

    private String nick = "";
    private String name = "";
    private Bytes realName = Bytes.empty();
    private final Set<Channel> channels = new LinkedHashSet<>();
    private final Set<Channel> invitations = new LinkedHashSet<>();
    private Optional<Bytes> away = Optional.empty();
    private boolean invisible;
    private long registeredSeconds;
    private long spokeSeconds;
    private boolean registered;
    private boolean gone;

    User(Network network, Peer peer) {
        this.network = network;
        this.peer = peer;
        this.pushes = IrcPushes.to(peer);
        this.host =
                peer.address() instanceof InetSocketAddress inet
                        ? inet.getAddress().getHostAddress()
                        : "localhost";
    }

    /** A registered user of another node, where {@code pushes} brings its lines. */
    User(Network network, NodeUser user, IrcPushes pushes) {
        this.network = network;
        this.peer = null;
        this.host = user.host();
        this.pushes = pushes;
        this.id = user.id();
        this.nick = user.nick();
        this.name = user.name();
        this.registeredSeconds = user.registeredSeconds();
        this.spokeSeconds = registeredSeconds;
        this.registered = true;
    }

    /** Whether it is a client of this node. */
    boolean isLocal() {
        return peer != null;
    }

    String id() {
        return id;
    }

    void id(String wanted) {
        id = wanted;
    }

    Peer peer() {
        return peer;
    }

    /** Lines to this client. */
    IrcPushes pushes() {
        return pushes;
    }

    Irc.Prefix prefix() {
        return new Irc.Prefix(nick, "~" + name, host());
    }

    /** The prefix as a mask of users is compared with it. */
    String hostmask() {
        return nick + "!~" + name + "@" + host();
    }

    String host() {
        return host;
    }

    // ---- names

    /** The nickname; empty before there is one. */
    String nick() {
        return nick;
    }

    Bytes realName() {
        return realName;
    }

    /** Keeps a free nickname from others. */
    void reserve(String nickname) throws Irc.NickInUse, Irc.BadNick {
        if (!Network.isNick(nickname)) {
            throw new Irc.BadNick();
        }
        synchronized (network) {
            if (!network.claim(nickname, this)) {
                throw new Irc.NickInUse();
            }
        }
    }

    /** Takes a nickname that it has reserved, and gives the former one back. */
    void take(String nickname) {
        synchronized (network) {
            if (!nick.isEmpty() && !Names.lower(nick).equals(Names.lower(nickname))) {
                if (registered) {
                    network.remember(this);
                }
                network.release(nick, this);
                network.link().released(this, nick);
            }
            nick = nickname;
        }
    }

    /** Has another name on another node. */
    void rename(String nickname) {
        nick = nickname;
    }

    /** Has no nickname any more: another user has it. */
    void loseNick() {
        synchronized (network) {
            network.release(nick, this);
            nick = "";
        }
    }

    /** What another node says of its user. */
    void update(NodeUser user) {
        realName = user.realName();
        invisible = user.invisible();
        away = user.away();
    }

    /** What the other nodes are told of this user. */
    NodeUser told() {
        return new NodeUser(id, nick, name, host, realName, registeredSeconds, invisible, away);
    }

    /**
     * Takes the names, if there are any. A prefix is NICK!USER@HOST: a user's name has none of its
     * signs.
     */
    boolean introduce(String userName, Bytes fullName) {
        String plain = userName.replace("@", "").replace("!", "").replace(" ", "");
        if (plain.isEmpty() || fullName.isEmpty()) {
            return false;
        }
        synchronized (network) {
            name = Names.cut(plain, MAX_USER, "");
            realName = Names.cut(fullName, MAX_REAL_NAME, "");
        }
        return true;
    }

    // ---- channels

    /** The channels that it is in, in the order in which it joined. */
    Set<Channel> channels() {
        return channels;
    }

    void joined(Channel channel) {
        channels.add(channel);
        invitations.remove(channel);
    }

    void left(Channel channel) {
        channels.remove(channel);
    }

    void invite(Channel channel) {
        if (invitations.size() == MAX_INVITATIONS) {
            invitations.remove(invitations.iterator().next());
        }
        invitations.add(channel);
    }

    boolean isInvited(Channel channel) {
        return invitations.contains(channel);
    }

    Set<Channel> invitations() {
        return invitations;
    }

    // ---- state

    boolean isRegistered() {
        return registered;
    }

    /** Both names are known: the others see it from now on. */
    void register() {
        synchronized (network) {
            registered = true;
            registeredSeconds = network.seconds();
            spokeSeconds = registeredSeconds;
            network.registered(this);
            network.link().registered(this);
        }
    }

    /** The connection has ended; false if that was known already. */
    boolean end() {
        boolean first = !gone;
        gone = true;
        return first;
    }

    boolean isGone() {
        return gone;
    }

    long registeredSeconds() {
        return registeredSeconds;
    }

    /** For how long it has sent no message. */
    long idleSeconds() {
        return network.seconds() - spokeSeconds;
    }

    void spoke() {
        spokeSeconds = network.seconds();
    }

    /** What others are told if it is away. */
    Optional<Bytes> away() {
        return away;
    }

    void away(Optional<Bytes> message) {
        away = message;
    }

    /** Sends {@code asker} what this user has said of its absence. */
    void tellAway(User asker) {
        away.ifPresent(message -> asker.pushes.away(nick, message));
    }

    boolean isInvisible() {
        return invisible;
    }

    void invisible(boolean is) {
        invisible = is;
    }
}
