package org.ropewalk.examples.irc;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ropewalk.server.Peer;

/** Somebody who has not said yet who he is: a name, a user, and the end of what he asks for. */
final class Newcomer implements Irc.Unregistered {
    private final Network network;
    private final Peer peer;
    private final Member member;
    private boolean named;
    private boolean introduced;
    private boolean negotiates;
    private boolean registered;

    Newcomer(Network network, Peer peer) {
        this.network = network;
        this.peer = peer;
        this.member = new Member(network, peer);
    }

    @Override
    public String server() {
        return network.server();
    }

    @Override
    public String nick() {
        return named ? member.nick() : "*";
    }

    @Override
    public void ping(String token) {}

    @Override
    public void pong(String token) {}

    @Override
    public String quit(Optional<String> reason) {
        return reason.orElse("");
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
    public void pass(String password) {}

    @Override
    public void nick(String nickname) throws Irc.NickInUse, Irc.BadNick {
        member.claim(nickname);
        named = true;
        register();
    }

    @Override
    public void user(String user, String mode, String unused, String realName) {
        member.introduce(user, realName);
        introduced = true;
        register();
    }

    /** All conditions together, in whichever order they came. */
    private void register() {
        if (named && introduced && !negotiates && !registered) {
            registered = true;
            member.welcome();
        }
    }

    @Override
    public void gone(Throwable reason) {
        member.gone(reason);
    }
}
