package org.ropewalk.examples.lmtp;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.examples.mail.Envelope;
import org.ropewalk.examples.mail.Maildrop;
import org.ropewalk.examples.mail.Options;
import org.ropewalk.examples.mail.Parts;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.examples.value.Address;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Capabilities;

/** One client, in all states. */
final class Session implements Lmtp.Connected, Lmtp.Ready, Lmtp.Recipients, Lmtp.Chunks, Lmtp.Body {
    /** The kinds of messages that 8BITMIME knows (RFC 6152). */
    private static final Set<String> BODIES = Set.of("7BIT", "8BITMIME");

    private final Envelope envelope;
    private final Parts parts;
    private final List<String> names = new ArrayList<>();

    Session(PostOffice office) {
        this.envelope = office.envelope();
        this.parts = new Parts(office, MAX_SIZE);
    }

    @Override
    public String host() {
        return "ropewalk.example.org";
    }

    @Override
    public void greeting() {}

    @Override
    public void gone() {
        rset();
    }

    @Override
    public void nothing() {}

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
        parts.clear();
        return this;
    }

    @Override
    public Lmtp.Mail mail(String from, Map<String, String> options) throws Lmtp.Refused {
        Map<String, String> unknown = new LinkedHashMap<>(options);
        unknown.entrySet().removeIf(Session::isBody);
        refuse(unknown);
        if (!from.isEmpty() && !Address.isAddress(from)) {
            throw new Lmtp.Refused(501, "5.1.7 Bad sender address syntax");
        }
        return this;
    }

    private static boolean isBody(Map.Entry<String, String> option) {
        return option.getKey().equalsIgnoreCase("BODY")
                && BODIES.contains(option.getValue().toUpperCase(Locale.ROOT));
    }

    private static void refuse(Map<String, String> unknown) throws Lmtp.Refused {
        Optional<String> refusal = Options.refusal(unknown);
        if (refusal.isPresent()) {
            throw new Lmtp.Refused(555, refusal.get());
        }
    }

    @Override
    public Lmtp.Recipients rcpt(Address to, Map<String, String> options) throws Lmtp.Refused {
        refuse(options);
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
    public Lmtp.Chunks chunk(Bytes chunk) {
        parts.add(chunk);
        return this;
    }

    /** A message whose parts are too many was taken up to here, so that its end is known. */
    @Override
    public Lmtp.Delivered last(Bytes chunk) {
        Optional<Parts.Refusal> refusal = parts.add(chunk);
        if (refusal.isEmpty()) {
            return message(parts.all());
        }
        Lmtp.Outcome outcome =
                switch (refusal.get()) {
                    case TOO_LARGE -> new Lmtp.Outcome(552, "5.3.4 Message too big");
                    case NO_MEMORY -> new Lmtp.Outcome(452, "4.3.1 Insufficient system storage");
                };
        return new Lmtp.Delivered(Collections.nCopies(names.size(), outcome), rset());
    }

    @Override
    public Lmtp.Ready aborted() {
        return rset();
    }
}
