package io.jenkins.plugins.quantum.config;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.http.aws.AwsAuthorization;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.variant.OptionalExtension;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** The plugin <em>AWS Credentials</em>' keys: those of an account, or those that a role gives for at least a quarter of an hour. */
@OptionalExtension(requirePlugins = "aws-credentials")
public final class AwsCredentialKind extends CredentialKind {
    @NonNull
    @Override
    public Class<? extends StandardCredentials> type() {
        return AmazonWebServicesCredentials.class;
    }

    @Override
    public boolean holds(@NonNull List<CredentialField> fields) {
        return fields.containsAll(AwsAuthorization.FIELDS);
    }

    @NonNull
    @Override
    public Map<String, String> values(@NonNull StandardCredentials credential) throws IOException {
        AwsCredentials keys;
        try {
            keys = ((AmazonWebServicesCredentials) credential).resolveCredentials();
        } catch (RuntimeException e) {
            // AWS' client has SdkException; whatever else another plugin's code throws must not end in a stack trace
            // either.
            throw new AbortException(Messages.Aws_NoKeys(credential.getId(), firstLine(e)));
        }
        if (keys == null) {
            throw new AbortException(Messages.Aws_Empty(credential.getId()));
        }
        Map<String, String> values = new TreeMap<>();
        values.put(AwsAuthorization.KEY_ID.name(), keys.accessKeyId());
        values.put(AwsAuthorization.SECRET_KEY.name(), keys.secretAccessKey());
        if (keys instanceof AwsSessionCredentials session) {
            values.put(AwsAuthorization.SESSION_TOKEN.name(), session.sessionToken());
        }
        return values;
    }

    /** What AWS says, without what its client adds about its attempts. */
    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
