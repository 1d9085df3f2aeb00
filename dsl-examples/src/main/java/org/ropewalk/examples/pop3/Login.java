package org.ropewalk.examples.pop3;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.examples.value.Plain;
import org.ropewalk.line.Peer;

/** Somebody says who he is. */
final class Login implements Pop3.Authorization, Pop3.Challenged {
    private final Map<String, Maildrop> drops;
    private final Peer peer;
    private String user = "";

    Login(Map<String, Maildrop> drops, Peer peer) {
        this.drops = drops;
        this.peer = peer;
    }

    @Override
    public String greeting() {
        return "Ropewalk's POP3";
    }

    @Override
    public void user(String name) {
        user = name;
    }

    @Override
    public Pop3.Transaction pass(String password) throws Pop3.Refused {
        return open(user, password);
    }

    @Override
    public List<String> mechanisms() {
        return List.of("PLAIN");
    }

    @Override
    public Pop3.Transaction plain(Plain credentials) throws Pop3.Refused {
        return open(credentials.name(), credentials.password());
    }

    @Override
    public Pop3.Challenge plain() {
        return new Pop3.Challenge("", this);
    }

    @Override
    public Pop3.Transaction respond(Plain credentials) throws Pop3.Refused {
        return plain(credentials);
    }

    @Override
    public void cancel() {}

    @Override
    public void startTls() {}

    @Override
    public List<String> capa() {
        return peer.offersTls()
                ? List.of("USER", "SASL PLAIN", "UIDL", "TOP", "RESP-CODES", "PIPELINING", "STLS")
                : List.of("USER", "SASL PLAIN", "UIDL", "TOP", "RESP-CODES", "PIPELINING");
    }

    @Override
    public void noop() {}

    @Override
    public void quit() {}

    private Pop3.Transaction open(String name, String password) throws Pop3.Refused {
        Maildrop drop = drops.get(name);
        if (drop == null || !drop.isPassword(password)) {
            throw new Pop3.Refused(Optional.of("AUTH"), "no such user, or another password");
        }
        if (!drop.open()) {
            throw new Pop3.Refused(Optional.of("IN-USE"), "another session reads this mail");
        }
        return new Reading(drop);
    }
}
