package org.ropewalk.examples.irc;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ropewalk.examples.value.Token;
import org.ropewalk.line.Bytes;
import org.ropewalk.server.Peer;

/** A client that is not registered: it lacks a nickname, a user, or the end of a negotiation. */
final class Newcomer implements Irc.Unregistered {
    private static final int INVISIBLE = 8;

    private final Network network;
    private final User user;
    private boolean named;
    private boolean introduced;
    private boolean negotiates;
    private boolean registered;

    Newcomer(Network network, Peer peer) {
        this.network = network;
        this.user = new User(network, peer);
        network.connected();
    }

    @Override
    public String server() {
        return network.server();
    }

    @Override
    public String nick() {
        return named ? user.nick() : "*";
    }

    @Override
    public void ping(Bytes token) {}

    @Override
    public void pong(Bytes token) {}

    @Override
    public Bytes quit(Optional<Bytes> reason) {
        leave();
        return reason.orElse(Bytes.empty());
    }

    @Override
    public Irc.Listed capLs(OptionalInt version) {
        negotiates = true;
        return new Irc.Listed(List.of());
    }

    @Override
    public Irc.Enabled capList() {
        return new Irc.Enabled(List.of());
    }

    @Override
    public void capOther(String subcommand) {}

    @Override
    public void capReq(List<String> wanted) {
        negotiates = true;
    }

    @Override
    public void capEnd() {
        negotiates = false;
        register();
    }

    @Override
    public void pass(Bytes password) {}

    @Override
    public void nick(String nickname) throws Irc.NickInUse, Irc.BadNick {
        if (registered) {
            return;
        }
        user.reserve(nickname);
        user.take(nickname);
        named = true;
        register();
    }

    @Override
    public void noNick() {}

    /** RFC 2812 3.1.3: bit 3 of the mode makes the user invisible. Modern IRC: no name is empty. */
    @Override
    public void user(String name, String mode, String unused, Bytes realName) {
        if (!user.introduce(name, realName)) {
            user.pushes().missingParameter("USER");
            return;
        }
        user.invisible((Token.number(mode, 0) & INVISIBLE) != 0);
        introduced = true;
        register();
    }

    /** All conditions together, in whichever order they came. */
    private void register() {
        if (named && introduced && !negotiates && !registered) {
            registered = true;
            network.link().claim(user, user.nick(), this::welcome, this::refused);
        }
    }

    private void welcome() {
        user.register();
        new Member(network, user).welcome();
    }

    /** Another node has the name, or it is not known whether one has. */
    private void refused() {
        String nickname = user.nick();
        user.loseNick();
        named = false;
        registered = false;
        user.pushes().unavailable(nickname);
    }

    @Override
    public void gone(Throwable reason) {
        leave();
    }

    private void leave() {
        synchronized (network) {
            if (user.end()) {
                network.left(user);
            }
        }
    }
}
