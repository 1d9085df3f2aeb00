package org.ropewalk.examples.smtp;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.examples.mail.Envelope;
import org.ropewalk.examples.mail.Options;
import org.ropewalk.examples.mail.Parts;
import org.ropewalk.examples.value.Address;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Capabilities;

/** A message that is begun. */
final class Letter implements Smtp.Recipients, Smtp.Chunks, Smtp.Body {
    private final Session session;
    private final Envelope envelope;
    private final Parts parts;

    Letter(Session session) {
        this.session = session;
        this.envelope = session.envelope();
        this.parts = new Parts(session.office(), Smtp.MAX_SIZE);
        envelope.clear();
    }

    /** The letter is delivered or taken back. */
    private Session over() {
        envelope.clear();
        parts.clear();
        return session;
    }

    @Override
    public void gone() {
        over();
    }

    @Override
    public String host() {
        return session.host();
    }

    @Override
    public int maxSize() {
        return session.maxSize();
    }

    @Override
    public Smtp.Hello ehlo(String domain) {
        return new Smtp.Hello(Capabilities.derived(), over());
    }

    @Override
    public Smtp.Ready helo(String domain) {
        return over();
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
        return over();
    }

    @Override
    public Smtp.Recipients rcpt(Address to, Map<String, String> options) throws Smtp.Refused {
        Optional<String> unknown = Options.refusal(options);
        if (unknown.isPresent()) {
            throw new Smtp.Refused(555, unknown.get());
        }
        Optional<Envelope.Refusal> refusal = envelope.add(to.local());
        if (refusal.isPresent()) {
            throw switch (refusal.get()) {
                case UNKNOWN -> new Smtp.Refused(550, "5.1.1 Recipient address rejected");
                case TOO_MANY -> new Smtp.Refused(452, "4.5.3 Error: too many recipients");
                case NO_ROOM -> new Smtp.Refused(452, "4.3.1 Error: no room for another mailbox");
            };
        }
        return this;
    }

    @Override
    public Smtp.Body data() {
        return this;
    }

    @Override
    public Smtp.Queued message(Bytes message) throws Smtp.Dropped {
        try {
            return new Smtp.Queued(envelope.deliver(message), over());
        } catch (UncheckedIOException e) {
            throw new Smtp.Dropped(452, "4.3.1 Error: the message cannot be stored now", over());
        }
    }

    @Override
    public Smtp.Chunks chunk(Bytes chunk) throws Smtp.Dropped {
        take(chunk);
        return this;
    }

    private void take(Bytes chunk) throws Smtp.Dropped {
        Optional<Parts.Refusal> refusal = parts.add(chunk);
        if (refusal.isPresent()) {
            throw switch (refusal.get()) {
                case TOO_LARGE ->
                        new Smtp.Dropped(552, "5.3.4 Message size exceeds fixed limit", over());
                case NO_MEMORY ->
                        new Smtp.Dropped(452, "4.3.1 Insufficient system storage", over());
            };
        }
    }

    @Override
    public Smtp.Queued last(Bytes chunk) throws Smtp.Dropped {
        take(chunk);
        return message(parts.all());
    }

    @Override
    public Smtp.Ready aborted() {
        return over();
    }
}
