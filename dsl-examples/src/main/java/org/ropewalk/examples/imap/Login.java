package org.ropewalk.examples.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.examples.mail.Mailboxes;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.examples.value.Plain;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.Peer;

/** A user logs in. */
final class Login implements Imap.Stranger, Imap.Challenged {
    /** What the server can do after a login. */
    static final List<String> CAPABILITIES =
            List.of("IMAP4rev1", "LITERAL+", "IDLE", "UIDPLUS", "UNSELECT", "CHILDREN", "ID");

    private final PostOffice office;
    private final Peer peer;
    private final Reactor reactor;

    Login(PostOffice office, Peer peer, Reactor reactor) {
        this.office = office;
        this.peer = peer;
        this.reactor = reactor;
    }

    @Override
    public Imap.Capable greeting() {
        return new Imap.Capable(capabilities());
    }

    @Override
    public void capability() {
        ImapPushes.to(peer).capabilities(capabilities());
    }

    private List<String> capabilities() {
        List<String> capabilities = new ArrayList<>(CAPABILITIES);
        capabilities.addAll(List.of("SASL-IR", "AUTH=PLAIN"));
        if (peer.offersTls()) {
            capabilities.add("STARTTLS");
        }
        return capabilities;
    }

    @Override
    public void noop() {}

    @Override
    public void id() {}

    @Override
    public void logout() {}

    @Override
    public void startTls() {}

    @Override
    public Imap.Authenticated login(String user, String password) throws Imap.No {
        Optional<Mailboxes> mailboxes =
                office.isPassword(password) ? office.mailboxes(user) : Optional.empty();
        return new Session(
                mailboxes.orElseThrow(
                        () ->
                                new Imap.No(
                                        Optional.of("AUTHENTICATIONFAILED"),
                                        "no such user, or another password")),
                peer,
                reactor);
    }

    @Override
    public Imap.Authenticated plain(Plain credentials) throws Imap.No {
        return login(credentials.name(), credentials.password());
    }

    @Override
    public Imap.Challenge plain() {
        return new Imap.Challenge("", this);
    }

    @Override
    public Imap.Authenticated respond(Plain credentials) throws Imap.No {
        return plain(credentials);
    }

    @Override
    public void cancel() {}

    @Override
    public void authenticate(String mechanism) {}
}
