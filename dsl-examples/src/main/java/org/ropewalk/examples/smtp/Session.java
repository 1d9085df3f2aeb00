package org.ropewalk.examples.smtp;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.examples.mail.Envelope;
import org.ropewalk.examples.mail.Options;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.examples.value.Address;
import org.ropewalk.examples.value.Base64Text;
import org.ropewalk.examples.value.Plain;
import org.ropewalk.line.Capabilities;

/** A client that has no message begun. */
final class Session implements Smtp.Connected, Smtp.Ready, Smtp.Challenged {
    private static final String SMTPUTF8 = "SMTPUTF8";
    private static final BigInteger LARGEST = BigInteger.valueOf(MAX_SIZE);

    private final PostOffice office;
    private final Envelope envelope;

    /** The name of a user who logs in by LOGIN; empty before it is known. */
    private Optional<String> name = Optional.empty();

    private boolean asked;
    private boolean loggedIn;

    Session(PostOffice office) {
        this.office = office;
        this.envelope = office.envelope();
    }

    Envelope envelope() {
        return envelope;
    }

    @Override
    public void gone() {}

    PostOffice office() {
        return office;
    }

    @Override
    public String host() {
        return "ropewalk.example.org";
    }

    @Override
    public int maxSize() {
        return MAX_SIZE;
    }

    @Override
    public void greeting() {}

    @Override
    public void nothing() {}

    @Override
    public Smtp.Hello ehlo(String domain) {
        return new Smtp.Hello(Capabilities.derived(), this);
    }

    @Override
    public Smtp.Ready helo(String domain) {
        return this;
    }

    @Override
    public void noop() {}

    @Override
    public void help() {}

    @Override
    public void vrfy(String address) {}

    @Override
    public void quit() {}

    @Override
    public Smtp.Ready rset() {
        return this;
    }

    @Override
    public void startTls() {}

    @Override
    public Smtp.Mail mail(String from, Smtp.MailOptions options) throws Smtp.Refused {
        Map<String, String> others = new HashMap<>(options.others());
        boolean utf8 = others.keySet().removeIf(SMTPUTF8::equalsIgnoreCase);
        Optional<String> unknown = Options.refusal(others);
        if (unknown.isPresent()) {
            throw new Smtp.Refused(555, unknown.get());
        }
        if (!from.isEmpty() && !Address.isAddress(from)) {
            throw new Smtp.Refused(501, "5.1.7 Bad sender address syntax");
        }
        if (!utf8 && !from.chars().allMatch(c -> c < 0x80)) {
            throw new Smtp.Refused(553, "5.6.7 This address needs SMTPUTF8");
        }
        if (options.size().filter(bytes -> bytes.compareTo(LARGEST) > 0).isPresent()) {
            throw new Smtp.Refused(552, "5.3.4 Message size exceeds fixed limit");
        }
        return new Letter(this);
    }

    // ---- who the client is

    @Override
    public Smtp.Step auth(String mechanism, Optional<Base64Text> initial) throws Smtp.Refused {
        if (loggedIn) {
            // RFC 4954 4: no more AUTH behind one that has succeeded.
            throw new Smtp.Refused(503, "5.5.1 Error: already authenticated");
        }
        name = Optional.empty();
        asked = mechanism.equalsIgnoreCase("LOGIN");
        if (!asked && !mechanism.equalsIgnoreCase("PLAIN")) {
            throw new Smtp.Refused(504, "5.5.4 Unrecognized authentication type");
        }
        return initial.isPresent()
                ? respond(initial.get())
                : new Smtp.Step.Challenge(new Base64Text(asked ? "Username:" : ""), this);
    }

    @Override
    public Smtp.Step respond(Base64Text response) throws Smtp.Refused {
        if (!asked) {
            Plain plain = plain(response);
            return admit(plain.name(), plain.password());
        }
        if (name.isEmpty()) {
            name = Optional.of(response.text());
            return new Smtp.Step.Challenge(new Base64Text("Password:"), this);
        }
        return admit(name.get(), response.text());
    }

    private static Plain plain(Base64Text response) throws Smtp.Refused {
        try {
            return Plain.parse(response.toString());
        } catch (IllegalArgumentException e) {
            throw new Smtp.Refused(501, "5.5.2 Error: no user and password");
        }
    }

    private Smtp.Step admit(String user, String password) throws Smtp.Refused {
        if (!office.isPassword(password) || office.drop(user).isEmpty()) {
            throw new Smtp.Refused(535, "5.7.8 Error: authentication failed");
        }
        loggedIn = true;
        return new Smtp.Step.LoggedIn(this);
    }

    @Override
    public void cancel() {}
}
