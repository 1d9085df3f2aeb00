package org.ropewalk.examples.mail;

import java.nio.file.Path;
import org.ropewalk.examples.value.MaildirName;

/**
 * A message of a mailbox, as it is now.
 *
 * @param uid its number, which no other message of the mailbox ever has
 * @param file where it is
 * @param fresh whether no program has seen it
 */
public record Mail(long uid, Path file, boolean fresh) {
    /** The name of its file, without flags. */
    String key() {
        return MaildirName.of(file).key();
    }

    /** Its flags: letters of the maildir, in their order. */
    public String letters() {
        return MaildirName.of(file).letters();
    }

    /** Whether it has a flag. */
    public boolean is(char letter) {
        return letters().contains(String.valueOf(letter));
    }
}
