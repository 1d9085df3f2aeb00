package org.ropewalk.examples.managesieve;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.examples.mail.Scripts;
import org.ropewalk.examples.mail.value.Scram;
import org.ropewalk.examples.managesieve.value.SieveCheck;
import org.ropewalk.examples.value.Base64Text;
import org.ropewalk.examples.value.Plain;
import org.ropewalk.server.Peer;

/** Checks the password of a user. */
final class Login
        implements ManageSieve.Stranger,
                ManageSieve.Challenged,
                ManageSieve.ScramBegun,
                ManageSieve.Proving {
    private final PostOffice office;
    private final Policy policy;
    private final Peer peer;

    /** The login by SCRAM that was begun last; null before. */
    private @Nullable Scram scram;

    Login(PostOffice office, Policy policy, Peer peer) {
        this.office = office;
        this.policy = policy;
        this.peer = peer;
    }

    private static ManageSieve.Capability with(String name, String value) {
        return new ManageSieve.Capability(name, Optional.of(value));
    }

    private static ManageSieve.Capability without(String name) {
        return new ManageSieve.Capability(name, Optional.empty());
    }

    /** Whether a password would be sent where others can read it, and must not be. */
    private boolean needsTls() {
        return policy.tlsRequired() && !peer.isSecure();
    }

    @Override
    public List<ManageSieve.Capability> greeting() {
        return capability();
    }

    @Override
    public List<ManageSieve.Capability> capability() {
        List<ManageSieve.Capability> all = new ArrayList<>();
        all.add(with("IMPLEMENTATION", "Ropewalk"));
        all.add(with("SASL", needsTls() ? "" : "SCRAM-SHA-256 PLAIN"));
        all.add(with("SIEVE", String.join(" ", SieveCheck.extensions())));
        if (peer.offersTls()) {
            all.add(without("STARTTLS"));
        }
        all.add(without("UNAUTHENTICATE"));
        all.add(with("VERSION", "1.0"));
        return all;
    }

    /** What a user is told who has logged in. */
    List<ManageSieve.Capability> capabilities(String owner) {
        List<ManageSieve.Capability> all = capability();
        all.add(with("OWNER", owner));
        return all;
    }

    @Override
    public void noop(Optional<String> tag) {}

    @Override
    public void logout() {}

    @Override
    public void startTls() {}

    private void checkTls() throws ManageSieve.No {
        if (needsTls()) {
            throw Session.no("ENCRYPT-NEEDED", "use STARTTLS first");
        }
    }

    @Override
    public ManageSieve.Owner plain(Plain credentials) throws ManageSieve.No {
        checkTls();
        return session(
                credentials.name(),
                credentials.authorization(),
                office.isPassword(credentials.password()));
    }

    /** The session of {@code name}, who is known; {@code as} is as whom he wants to act. */
    private Session session(String name, String as, boolean known) throws ManageSieve.No {
        Optional<Scripts> scripts =
                known && (as.isEmpty() || as.equals(name))
                        ? office.scripts(name, policy.quota())
                        : Optional.empty();
        return new Session(
                this,
                name,
                scripts.orElseThrow(() -> Session.no("no such user, or another password")));
    }

    @Override
    public ManageSieve.Challenge plain() throws ManageSieve.No {
        checkTls();
        return new ManageSieve.Challenge("", this);
    }

    @Override
    public ManageSieve.Owner respond(Plain credentials) throws ManageSieve.No {
        return plain(credentials);
    }

    @Override
    public ManageSieve.ScramBegin scram() throws ManageSieve.No {
        checkTls();
        return new ManageSieve.ScramBegin("", this);
    }

    @Override
    public ManageSieve.ScramChallenge scram(Base64Text message) throws ManageSieve.No {
        checkTls();
        return begin(message);
    }

    @Override
    public ManageSieve.ScramChallenge begin(Base64Text message) throws ManageSieve.No {
        Scram begun;
        try {
            begun = office.scram(message.text());
        } catch (IllegalArgumentException e) {
            throw Session.no(e.getMessage());
        }
        scram = begun;
        return new ManageSieve.ScramChallenge(new Base64Text(begun.challenge()), this);
    }

    @Override
    public ManageSieve.Proved prove(Base64Text proof) throws ManageSieve.No {
        Scram begun = Objects.requireNonNull(scram);
        Optional<String> verified = office.verify(begun, proof.text());
        Session session = session(begun.name(), begun.authorization(), verified.isPresent());
        return new ManageSieve.Proved(new Base64Text(verified.orElseThrow()), session);
    }

    @Override
    public void cancel() {}

    @Override
    public ManageSieve.Owner authenticate(
            ManageSieve.Mechanism mechanism, Optional<String> response) throws ManageSieve.No {
        throw Session.no("unknown mechanism");
    }
}
