package org.ropewalk.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A certificate that expires soon is warned of once a day. */
class ExpiryNoticeTest {
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private final X509Certificate certificate =
            PemFiles.certificates(Pems.path("server.pem")).get(0);
    private final ExpiryNotice notice = new ExpiryNotice(List.of(certificate));
    private final long endMs = certificate.getNotAfter().getTime();

    @Test
    void there_is_no_warning_before_the_last_two_weeks() {
        assertThat(notice.warning(endMs - 14 * DAY_MS - 1)).isEmpty();
        assertThat(notice.warning(endMs - 14 * DAY_MS)).isPresent();
    }

    @Test
    void a_warning_names_the_certificate_and_the_days_and_comes_once_a_day() {
        String name = certificate.getSubjectX500Principal().getName();

        assertThat(notice.warning(endMs - 3 * DAY_MS))
                .contains("The certificate of \"" + name + "\" expires in 3 days");
        assertThat(notice.warning(endMs - 3 * DAY_MS + 1)).isEmpty();
        assertThat(notice.warning(endMs - 2 * DAY_MS))
                .contains("The certificate of \"" + name + "\" expires in 2 days");
        assertThat(notice.warning(endMs + DAY_MS + 1))
                .contains("The certificate of \"" + name + "\" expired 1 days ago");
    }

    @Test
    void without_a_certificate_there_is_none() {
        assertThat(new ExpiryNotice(List.of()).warning(Long.MAX_VALUE - 1)).isEmpty();
        assertThat(TlsContext.client().certificateExpiry()).isEmpty();
    }

    @Test
    void a_context_tells_when_its_first_certificate_expires() {
        assertThat(
                        TlsContext.server(Pems.path("server.pem"), Pems.path("server.key"))
                                .certificateExpiry())
                .hasValueSatisfying(
                        expiry -> assertThat(expiry.toEpochMilli()).isLessThanOrEqualTo(endMs));
    }
}
