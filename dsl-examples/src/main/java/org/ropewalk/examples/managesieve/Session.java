package org.ropewalk.examples.managesieve;

import java.util.List;
import java.util.Optional;
import org.ropewalk.examples.mail.Scripts;
import org.ropewalk.examples.managesieve.value.SieveCheck;
import org.ropewalk.examples.managesieve.value.SieveException;
import org.ropewalk.line.Bytes;

/** A user stores scripts. Commands come one by one. */
final class Session implements ManageSieve.Owner {
    private final Login login;
    private final String owner;
    private final Scripts scripts;

    Session(Login login, String owner, Scripts scripts) {
        this.login = login;
        this.owner = owner;
        this.scripts = scripts;
    }

    static ManageSieve.No no(String text) {
        return new ManageSieve.No(Optional.empty(), Optional.empty(), Optional.of(text));
    }

    static ManageSieve.No no(String code, String text) {
        return new ManageSieve.No(Optional.of(code), Optional.empty(), Optional.of(text));
    }

    private static void check(Scripts.Outcome outcome) throws ManageSieve.No {
        switch (outcome) {
            case DONE -> {}
            case NO_SUCH_SCRIPT -> throw no("NONEXISTENT", "there is no such script");
            case IS_ACTIVE -> throw no("ACTIVE", "the script is active");
            case NAME_IS_TAKEN -> throw no("ALREADYEXISTS", "there is a script of that name");
            case TOO_MANY_SCRIPTS -> throw no("QUOTA/MAXSCRIPTS", "there are too many scripts");
            case NO_ROOM -> throw no("QUOTA", "the scripts are too large together");
        }
    }

    private static void checkText(Bytes script) throws ManageSieve.No {
        try {
            SieveCheck.check(script);
        } catch (SieveException e) {
            throw no(e.getMessage());
        }
    }

    @Override
    public List<ManageSieve.Capability> capability() {
        return login.capabilities(owner);
    }

    @Override
    public void noop(Optional<String> tag) {}

    @Override
    public void logout() {}

    @Override
    public ManageSieve.Stranger unauthenticate() {
        return login;
    }

    @Override
    public void haveSpace(ScriptName name, long size) throws ManageSieve.No {
        if (size < 0) {
            throw no("no number of bytes");
        }
        if (size > ManageSieve.MAX_SIZE) {
            throw no("QUOTA/MAXSIZE", "a script has at most " + ManageSieve.MAX_SIZE + " bytes");
        }
        check(scripts.room(name.text(), size));
    }

    @Override
    public void putScript(ScriptName name, Bytes script) throws ManageSieve.No {
        check(scripts.room(name.text(), script.length()));
        checkText(script);
        check(scripts.put(name.text(), script));
    }

    @Override
    public void checkScript(Bytes script) throws ManageSieve.No {
        checkText(script);
    }

    @Override
    public List<ManageSieve.Script> listScripts() {
        return scripts.list().stream()
                .map(script -> new ManageSieve.Script(script.name(), script.active()))
                .toList();
    }

    @Override
    public void setActive(String name) throws ManageSieve.No {
        if (name.isEmpty()) {
            scripts.deactivate();
        } else {
            check(scripts.activate(name));
        }
    }

    @Override
    public Bytes getScript(ScriptName name) throws ManageSieve.No {
        return scripts.text(name.text())
                .orElseThrow(() -> no("NONEXISTENT", "there is no such script"));
    }

    @Override
    public void deleteScript(ScriptName name) throws ManageSieve.No {
        check(scripts.delete(name.text()));
    }

    @Override
    public void renameScript(ScriptName name, ScriptName newName) throws ManageSieve.No {
        check(scripts.rename(name.text(), newName.text()));
    }
}
