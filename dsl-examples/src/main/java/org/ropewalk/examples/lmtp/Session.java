package org.ropewalk.examples.lmtp;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.examples.mail.Envelope;
import org.ropewalk.examples.mail.Maildrop;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.examples.value.Address;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Capabilities;

/** One client, in all states. */
final class Session implements Lmtp.Connected, Lmtp.Ready, Lmtp.Recipients, Lmtp.Body {
    private final Envelope envelope;
    private final List<String> names = new ArrayList<>();

    Session(PostOffice office) {
        this.envelope = office.envelope();
    }

    @Override
    public String host() {
        return "ropewalk.example.org";
    }

    @Override
    public void greeting() {}

    @Override
    public Lmtp.Hello lhlo(String domain) {
        return new Lmtp.Hello(Capabilities.derived(), rset());
    }

    @Override
    public void noop() {}

    @Override
    public void quit() {}

    @Override
    public Lmtp.Ready rset() {
        envelope.clear();
        names.clear();
        return this;
    }

    @Override
    public Lmtp.Mail mail(String from, Map<String, String> options) {
        return this;
    }

    @Override
    public Lmtp.Recipients rcpt(Address to, Map<String, String> options) throws Lmtp.Refused {
        Optional<Envelope.Refusal> refusal = envelope.add(to.local());
        if (refusal.isPresent()) {
            throw switch (refusal.get()) {
                case UNKNOWN -> new Lmtp.Refused(550, "5.1.1 User does not exist");
                case TOO_MANY -> new Lmtp.Refused(452, "4.5.3 Too many recipients");
                case NO_ROOM -> new Lmtp.Refused(452, "4.3.1 No room for another mailbox");
            };
        }
        names.add(to.toString());
        return this;
    }

    @Override
    public Lmtp.Body data() {
        return this;
    }

    @Override
    public Lmtp.Delivered message(Bytes message) {
        List<Lmtp.Outcome> outcomes = new ArrayList<>();
        List<Maildrop> drops = envelope.drops();
        for (int i = 0; i < drops.size(); i++) {
            outcomes.add(deliver(names.get(i), drops.get(i), message));
        }
        return new Lmtp.Delivered(outcomes, rset());
    }

    private static Lmtp.Outcome deliver(String to, Maildrop drop, Bytes message) {
        try {
            return new Lmtp.Outcome(250, "2.0.0 <" + to + "> " + drop.deliver(message) + " Saved");
        } catch (UncheckedIOException e) {
            return new Lmtp.Outcome(450, "4.3.0 <" + to + "> cannot be stored now");
        }
    }

    @Override
    public Lmtp.Delivered bdat(Bytes chunk) {
        return message(chunk);
    }

    @Override
    public Lmtp.Ready aborted() {
        return rset();
    }
}
