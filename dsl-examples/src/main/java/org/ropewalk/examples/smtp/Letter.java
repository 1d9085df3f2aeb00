package org.ropewalk.examples.smtp;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ropewalk.examples.mail.Maildrop;
import org.ropewalk.examples.value.Address;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Capabilities;

/** A message that is begun. */
final class Letter implements Smtp.Recipients, Smtp.Chunks, Smtp.Body {
    private static final int MAX_RECIPIENTS = 1000;

    private final Session session;
    private final List<Maildrop> recipients = new ArrayList<>();
    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

    Letter(Session session) {
        this.session = session;
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
        return new Smtp.Hello(Capabilities.derived(), session);
    }

    @Override
    public Smtp.Ready helo(String domain) {
        return session;
    }

    @Override
    public void noop() {}

    @Override
    public void vrfy(String address) {}

    @Override
    public void quit() {}

    @Override
    public Smtp.Ready rset() {
        return session;
    }

    @Override
    public Smtp.Recipients rcpt(Address to, Map<String, String> options) throws Smtp.Refused {
        Options.refuseOthers(options);
        if (recipients.size() == MAX_RECIPIENTS) {
            throw new Smtp.Refused(452, "4.5.3 Error: too many recipients");
        }
        recipients.add(
                session.office()
                        .drop(to.local())
                        .orElseThrow(
                                () -> new Smtp.Refused(550, "5.1.1 Recipient address rejected")));
        return this;
    }

    @Override
    public Smtp.Body data() {
        return this;
    }

    @Override
    public Smtp.Queued message(Bytes message) throws Smtp.Dropped {
        String id = "";
        try {
            for (Maildrop recipient : recipients) {
                id = recipient.deliver(message);
            }
        } catch (UncheckedIOException e) {
            throw new Smtp.Dropped(452, "4.3.1 Error: the message cannot be stored now", session);
        }
        return new Smtp.Queued(id, session);
    }

    @Override
    public Smtp.Chunks chunk(Bytes chunk) {
        chunks.writeBytes(chunk.toByteArray());
        return this;
    }

    @Override
    public void more(Bytes chunk) throws Smtp.Dropped {
        take(chunk);
    }

    private void take(Bytes chunk) throws Smtp.Dropped {
        if (chunks.size() + chunk.length() > Smtp.MAX_SIZE) {
            throw new Smtp.Dropped(552, "5.3.4 Message size exceeds fixed limit", session);
        }
        chunks.writeBytes(chunk.toByteArray());
    }

    @Override
    public Smtp.Queued last(Bytes chunk) throws Smtp.Dropped {
        take(chunk);
        return message(Bytes.of(chunks.toByteArray()));
    }

    @Override
    public Smtp.Ready aborted() {
        return session;
    }
}
