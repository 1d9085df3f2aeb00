package org.ropewalk.examples.mail.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The exchange of RFC 7677, and messages that are none. */
class ScramTest {
    private static final String NONCE = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private static final String PROOF = "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";

    private static Scram scram(String first) {
        return new Scram(
                first,
                "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
                name -> Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="),
                4096);
    }

    @Test
    void theExchangeOfTheStandardSucceeds() {
        Scram scram = scram("n,,n=user,r=rOprNGfwEbeRWgbNEkqO");

        assertThat(scram.name()).isEqualTo("user");
        assertThat(scram.authorization()).isEmpty();
        assertThat(scram.challenge())
                .isEqualTo("r=" + NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
        assertThat(scram.verify("c=biws,r=" + NONCE + ",p=" + PROOF, "pencil"))
                .contains("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    }

    @Test
    void whatDoesNotProveThePasswordIsRefused() {
        Scram scram = scram("n,,n=user,r=rOprNGfwEbeRWgbNEkqO");

        assertThat(scram.verify("c=biws,r=" + NONCE + ",p=" + PROOF, "pen")).isEmpty();
        for (String last :
                List.of(
                        "c=biws,r=" + NONCE + ",p=" + PROOF.replace('d', 'e'),
                        "c=biws,r=" + NONCE + ",p=?",
                        "c=biws,r=" + NONCE + ",p=",
                        "c=biws,r=" + NONCE,
                        "c=biws,r=" + NONCE + "x,p=" + PROOF,
                        "c=eSws,r=" + NONCE + ",p=" + PROOF,
                        "")) {
            assertThat(scram.verify(last, "pencil")).as(last).isEmpty();
        }
    }

    @Test
    void namesHaveEscapes() {
        Scram scram = scram("y,a=b=2Cc,n=a=3Db,r=x");

        assertThat(scram.name()).isEqualTo("a=b");
        assertThat(scram.authorization()).isEqualTo("b,c");
    }

    @Test
    void namesMayBeLong() {
        assertThat(scram("n,,n=" + "a=2C".repeat(50_000) + ",r=x").name()).hasSize(100_000);
    }

    @Test
    void aWrongFirstMessageIsRefused() {
        for (String first :
                List.of(
                        "",
                        "n,,n=user",
                        "n,,n=,r=x",
                        "n,,r=x,n=user",
                        "n,,m=x,n=user,r=x",
                        "p=tls-unique,,n=user,r=x",
                        "n,,n=a=b,r=x",
                        "n,a=,n=a,r=x")) {
            assertThatThrownBy(() -> scram(first))
                    .as(first)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
