package org.ropewalk.examples.pop3;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.examples.mail.Maildrop;
import org.ropewalk.examples.mail.Message;
import org.ropewalk.line.Bytes;

/** A user reads the mail that was there at the log-in. */
final class Reading implements Pop3.Transaction {
    private final Maildrop drop;
    private final List<Message> messages;
    private final Set<Message> deleted = new HashSet<>();
    private boolean released;

    Reading(Maildrop drop) {
        this.drop = drop;
        this.messages = drop.messages();
    }

    @Override
    public void quit() {
        try {
            drop.delete(deleted);
        } finally {
            release();
        }
    }

    /** At {@code QUIT}, before it is answered; else at the end of the connection. */
    @Override
    public synchronized void release() {
        if (!released) {
            released = true;
            drop.close();
        }
    }

    @Override
    public void noop() {}

    @Override
    public Pop3.Total stat() {
        List<Pop3.Size> sizes = list();
        return new Pop3.Total(sizes.size(), sizes.stream().mapToLong(Pop3.Size::octets).sum());
    }

    @Override
    public List<Pop3.Size> list() {
        List<Pop3.Size> sizes = new ArrayList<>();
        for (int number = 1; number <= messages.size(); number++) {
            if (!deleted.contains(messages.get(number - 1))) {
                sizes.add(new Pop3.Size(number, messages.get(number - 1).size()));
            }
        }
        return sizes;
    }

    @Override
    public Pop3.Size list(int number) throws Pop3.Refused {
        return new Pop3.Size(number, message(number).size());
    }

    @Override
    public List<Pop3.Name> uidl() {
        List<Pop3.Name> names = new ArrayList<>();
        for (Pop3.Size size : list()) {
            names.add(new Pop3.Name(size.number(), messages.get(size.number() - 1).name()));
        }
        return names;
    }

    @Override
    public Pop3.Name uidl(int number) throws Pop3.Refused {
        return new Pop3.Name(number, message(number).name());
    }

    @Override
    public Bytes retr(int number) throws Pop3.Refused {
        return stored(number).text();
    }

    @Override
    public Bytes top(int number, int lines) throws Pop3.Refused {
        if (lines < 0) {
            throw new Pop3.Refused(Optional.empty(), "a negative number of lines");
        }
        return stored(number).top(lines);
    }

    @Override
    public void dele(int number) throws Pop3.Refused {
        deleted.add(message(number));
    }

    @Override
    public void rset() {
        deleted.clear();
    }

    private Message message(int number) throws Pop3.Refused {
        if (number < 1 || number > messages.size() || deleted.contains(messages.get(number - 1))) {
            throw noSuchMessage();
        }
        return messages.get(number - 1);
    }

    /** The message where it is now. */
    private Message stored(int number) throws Pop3.Refused {
        return drop.find(message(number)).orElseThrow(Reading::noSuchMessage);
    }

    private static Pop3.Refused noSuchMessage() {
        return new Pop3.Refused(Optional.empty(), "no such message");
    }
}
