package org.dubbelslot.drive.graph;

import com.microsoft.graph.models.BaseItem;
import com.microsoft.graph.models.Channel;
import com.microsoft.graph.models.Drive;
import com.microsoft.graph.models.Site;
import com.microsoft.graph.models.Team;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.drive.DriveException;

/**
 * Finds libraries and channels that a person may add as a place. It needs scopes that drives do not
 * ({@link SignInSettings#findingPlaces}); where an organisation does not give them, a link pasted
 * from the browser leads to the same places.
 *
 * <p>What is found is opened as {@link DriveChoice.ByLink}, so that a place found and a place
 * pasted are the same.
 */
public final class PlaceSearch {
  /** A search that finds more is too wide to be read through. */
  private static final int MOST_SITES = 10;

  private static final int MOST_TEAMS = 30;
  private static final String[] FIELDS = {"id", "name", "webUrl"};
  private static final String[] NAMES = {"id", "displayName"};

  private final GraphServiceClient client;
  private final SdkCalls calls;

  PlaceSearch(SdkClient graph, SdkCalls calls) {
    this.client = graph.sdk();
    this.calls = calls;
  }

  /**
   * A document library.
   *
   * @param site its site's name
   * @param name its own
   * @param link leads to it
   */
  public record Library(String site, String name, URI link) {}

  /**
   * A channel of a team in Teams.
   *
   * @param team the team's name
   * @param name its own
   * @param teamId as Graph knows it
   * @param channelId as Graph knows it
   */
  public record TeamChannel(String team, String name, String teamId, String channelId) {}

  /**
   * The libraries of sites whose name or text holds {@code words}; at most those of ten sites.
   *
   * @throws DriveException.Denied when the organisation lets nobody search
   */
  public List<Library> libraries(String words) throws DriveException {
    List<Site> sites =
        calls
            .read(
                () ->
                    client
                        .sites()
                        .get(
                            ask -> {
                              ask.queryParameters.search = words;
                              ask.queryParameters.top = MOST_SITES;
                            }),
                answer -> answer.getValue() != null)
            .getValue();
    List<Library> found = new ArrayList<>();
    for (Site site : sites.subList(0, Math.min(MOST_SITES, sites.size()))) {
      if (site.getId() != null) {
        addLibraries(site, found);
      }
    }
    return found;
  }

  private void addLibraries(Site site, List<Library> found) throws DriveException {
    List<Drive> drives =
        calls
            .read(
                () ->
                    client
                        .sites()
                        .bySiteId(site.getId())
                        .drives()
                        .get(ask -> ask.queryParameters.select = FIELDS.clone()),
                answer -> answer.getValue() != null)
            .getValue();
    for (Drive drive : drives) {
      link(drive)
          .ifPresent(
              link ->
                  found.add(new Library(text(site.getDisplayName()), text(drive.getName()), link)));
    }
  }

  /**
   * The channels of the teams that the person belongs to; at most those of thirty teams.
   *
   * @throws DriveException.Denied when the organisation does not let the program see them
   */
  public List<TeamChannel> channels() throws DriveException {
    List<Team> teams =
        calls
            .read(
                () ->
                    client
                        .me()
                        .joinedTeams()
                        .get(ask -> ask.queryParameters.select = NAMES.clone()),
                answer -> answer.getValue() != null)
            .getValue();
    List<TeamChannel> found = new ArrayList<>();
    for (Team team : teams.subList(0, Math.min(MOST_TEAMS, teams.size()))) {
      if (team.getId() != null) {
        addChannels(team, found);
      }
    }
    return found;
  }

  private void addChannels(Team team, List<TeamChannel> found) throws DriveException {
    List<Channel> channels =
        calls
            .read(
                () ->
                    client
                        .teams()
                        .byTeamId(team.getId())
                        .channels()
                        .get(ask -> ask.queryParameters.select = NAMES.clone()),
                answer -> answer.getValue() != null)
            .getValue();
    for (Channel channel : channels) {
      if (channel.getId() != null) {
        found.add(
            new TeamChannel(
                text(team.getDisplayName()),
                text(channel.getDisplayName()),
                team.getId(),
                channel.getId()));
      }
    }
  }

  /**
   * Where a channel keeps its files.
   *
   * @throws DriveException.NotFound while it has no folder: nobody has opened its files yet
   */
  public URI files(TeamChannel channel) throws DriveException {
    return link(calls.read(
            () ->
                client
                    .teams()
                    .byTeamId(channel.teamId())
                    .channels()
                    .byChannelId(channel.channelId())
                    .filesFolder()
                    .get(ask -> ask.queryParameters.select = FIELDS.clone()),
            SdkItems::sound))
        .orElseThrow(() -> new DriveException.Protocol(200, "noWebUrl"));
  }

  private static Optional<URI> link(BaseItem item) {
    try {
      return item.getWebUrl() == null
          ? Optional.empty()
          : Optional.of(new URI(item.getWebUrl().replace(" ", "%20")));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String text(String given) {
    return given == null ? "" : given;
  }
}
