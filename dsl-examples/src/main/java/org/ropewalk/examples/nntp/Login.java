package org.ropewalk.examples.nntp;

import java.security.MessageDigest;
import java.time.LocalDateTime;
import org.ropewalk.line.Bytes;

/** A user logs in. */
final class Login implements Nntp.Stranger, Nntp.Named {
    /** A user who reads and does not post. */
    private static final String GUEST = "guest";

    private final News news;
    private final Bytes password;
    private String user = "";

    Login(News news, String password) {
        this.news = news;
        this.password = Bytes.of(password);
    }

    @Override
    public Nntp.Greeting greeting() {
        return Nntp.Greeting.POSTING;
    }

    @Override
    public Nntp.Greeting modeReader() {
        return Nntp.Greeting.POSTING;
    }

    @Override
    public LocalDateTime date() {
        return news.now();
    }

    @Override
    public Nntp.Named user(String name) {
        user = name;
        return this;
    }

    @Override
    public void early(String given) {}

    @Override
    public Nntp.Reader pass(String given) throws Nntp.Refused {
        if (!MessageDigest.isEqual(password.toByteArray(), Bytes.of(given).toByteArray())) {
            throw new Nntp.Refused(481, "no such user, or another password");
        }
        return new Reading(news, !user.equals(GUEST));
    }

    @Override
    public void startTls() {}

    @Override
    public void quit() {}
}
