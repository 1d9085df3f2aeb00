package org.ropewalk.examples.imap;

import java.time.Instant;
import java.util.Optional;
import org.ropewalk.examples.imap.value.Candidate;
import org.ropewalk.examples.imap.value.Entity;
import org.ropewalk.examples.mail.Mail;
import org.ropewalk.line.Bytes;

/** A message of a view that may be found. */
final class Searching implements Candidate {
    private final View view;
    private final int number;
    private final Mail mail;
    private Optional<Bytes> text = Optional.empty();
    private Optional<Entity> entity = Optional.empty();

    Searching(View view, int number) {
        this.view = view;
        this.number = number;
        this.mail = view.mail(number);
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public long lastNumber() {
        return view.size();
    }

    @Override
    public long uid() {
        return mail.uid();
    }

    @Override
    public long lastUid() {
        return view.lastUid();
    }

    @Override
    public boolean is(char letter) {
        return mail.is(letter);
    }

    @Override
    public boolean isRecent() {
        return view.isRecent(mail);
    }

    @Override
    public Instant arrived() {
        return view.mailbox().arrived(mail);
    }

    @Override
    public long size() {
        return view.mailbox().size(mail);
    }

    @Override
    public Bytes text() {
        text = Optional.of(text.or(() -> view.mailbox().text(mail)).orElse(Bytes.of("")));
        return text.get();
    }

    @Override
    public Entity entity() {
        entity = Optional.of(entity.orElseGet(() -> Entity.of(text())));
        return entity.get();
    }
}
