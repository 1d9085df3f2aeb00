package org.ropewalk.examples.pop3;

import java.util.List;
import java.util.Optional;
import org.ropewalk.examples.mail.Maildrop;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.examples.value.Plain;

/** A user logs in. */
final class Login implements Pop3.Authorization, Pop3.Challenged {
    private final PostOffice office;
    private String user = "";

    Login(PostOffice office) {
        this.office = office;
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
    public void quit() {}

    private Pop3.Transaction open(String name, String password) throws Pop3.Refused {
        Optional<Maildrop> drop =
                office.isPassword(password) ? office.drop(name) : Optional.empty();
        if (drop.isEmpty()) {
            throw new Pop3.Refused(Optional.of("AUTH"), "no such user, or another password");
        }
        if (!drop.get().open()) {
            throw new Pop3.Refused(Optional.of("IN-USE"), "another session reads this mail");
        }
        return new Reading(drop.get());
    }
}
