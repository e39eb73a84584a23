package org.cdrl.weka.natives;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.superpom.DefaultSuperPomProvider;
import org.apache.maven.repository.internal.ArtifactDescriptorUtils;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;

/**
 * Finds artifacts as Maven would for this user: in the local repository, or in the default remote
 * one, with the mirrors, proxies, passwords and the offline switch of the user's settings.
 */
final class MavenArtifacts {
  private static final long MEGABYTE = 1 << 20;

  private final Settings settings;
  private final Consumer<String> progress;

  /**
   * Reads the settings.
   *
   * @param progress gets a line now and then while something is fetched
   */
  MavenArtifacts(Consumer<String> progress) throws UnavailableException {
    this.progress = progress;
    File home = new File(System.getProperty("user.home"), ".m2");
    DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
    request.setUserSettingsFile(new File(home, "settings.xml"));
    String maven = System.getenv("MAVEN_HOME");
    if (maven != null) {
      request.setGlobalSettingsFile(new File(maven, "conf/settings.xml"));
    }
    request.setSystemProperties(System.getProperties());
    try {
      settings =
          new DefaultSettingsBuilderFactory().newInstance().build(request).getEffectiveSettings();
    } catch (SettingsBuildingException e) {
      throw new UnavailableException("Maven's settings cannot be read: " + e.getMessage(), e);
    }
    if (settings.getLocalRepository() == null) {
      settings.setLocalRepository(
          System.getProperty("maven.repo.local", new File(home, "repository").getPath()));
    }
  }

  /**
   * The file of an artifact.
   *
   * @throws UnavailableException if it is neither here nor can be fetched, saying why
   */
  Path fetch(NativeArtifact wanted) throws UnavailableException {
    RepositorySystem system = new RepositorySystemSupplier().get();
    DefaultRepositorySystemSession session = session(system);
    ArtifactRequest request =
        new ArtifactRequest(
            new DefaultArtifact(
                NativeArtifact.GROUP,
                NativeArtifact.NAME,
                wanted.classifier(),
                "jar",
                NativeArtifact.VERSION),
            system.newResolutionRepositories(session, defaultRepositories()),
            null);
    try {
      return system.resolveArtifact(session, request).getArtifact().getFile().toPath();
    } catch (ArtifactResolutionException e) {
      throw new UnavailableException(
          "TensorFlow's native library ("
              + request.getArtifact()
              + ") could not be fetched: "
              + e.getMessage()
              + (settings.isOffline() ? ". Maven's settings say offline" : "")
              + ". Connect to the network or a mirror (settings.xml of Maven) and try again, or get"
              + " the file elsewhere and run \"java weka.Run .CDRLSetup -from FILE\"",
          e);
    } finally {
      system.shutdown();
    }
  }

  /** Those that Maven's own models begin with. */
  private static List<RemoteRepository> defaultRepositories() {
    return new DefaultSuperPomProvider()
            .setModelProcessor(new Models().processor())
            .getSuperModel("4.0.0")
            .getRepositories()
            .stream()
            .map(ArtifactDescriptorUtils::toRemoteRepository)
            .toList();
  }

  /** Opens what the factory keeps to itself. */
  private static final class Models extends DefaultModelBuilderFactory {
    org.apache.maven.model.building.ModelProcessor processor() {
      return newModelProcessor();
    }
  }

  private DefaultRepositorySystemSession session(RepositorySystem system) {
    DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
    DefaultMirrorSelector mirrors = new DefaultMirrorSelector();
    for (Mirror mirror : settings.getMirrors()) {
      mirrors.add(
          mirror.getId(),
          mirror.getUrl(),
          mirror.getLayout(),
          false,
          mirror.isBlocked(),
          mirror.getMirrorOf(),
          mirror.getMirrorOfLayouts());
    }
    DefaultProxySelector proxies = new DefaultProxySelector();
    for (Proxy proxy : settings.getProxies()) {
      if (proxy.isActive()) {
        proxies.add(
            new org.eclipse.aether.repository.Proxy(
                proxy.getProtocol(),
                proxy.getHost(),
                proxy.getPort(),
                new AuthenticationBuilder()
                    .addUsername(proxy.getUsername())
                    .addPassword(proxy.getPassword())
                    .build()),
            proxy.getNonProxyHosts());
      }
    }
    DefaultAuthenticationSelector servers = new DefaultAuthenticationSelector();
    for (Server server : settings.getServers()) {
      servers.add(
          server.getId(),
          new AuthenticationBuilder()
              .addUsername(server.getUsername())
              .addPassword(server.getPassword())
              .build());
    }
    session.setMirrorSelector(mirrors);
    session.setProxySelector(proxies);
    session.setAuthenticationSelector(servers);
    session.setOffline(settings.isOffline());
    session.setTransferListener(new Progress());
    session.setLocalRepositoryManager(
        system.newLocalRepositoryManager(
            session, new LocalRepository(settings.getLocalRepository())));
    return session;
  }

  /** A line for every tenth of a long transfer. */
  private final class Progress extends AbstractTransferListener {
    private long tenths = -1;

    @Override
    public void transferProgressed(TransferEvent event) {
      long size = event.getResource().getContentLength();
      long now = size < 10 * MEGABYTE ? -1 : 10 * event.getTransferredBytes() / size;
      if (now != tenths) {
        tenths = now;
        progress.accept(
            "Fetching TensorFlow's native library: "
                + event.getTransferredBytes() / MEGABYTE
                + " of "
                + size / MEGABYTE
                + " MB");
      }
    }
  }
}
