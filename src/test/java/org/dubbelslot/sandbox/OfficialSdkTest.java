package org.dubbelslot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.graph.core.models.UploadResult;
import com.microsoft.graph.core.tasks.LargeFileUploadTask;
import com.microsoft.graph.drives.item.items.item.DriveItemItemRequestBuilder;
import com.microsoft.graph.drives.item.items.item.createuploadsession.CreateUploadSessionPostRequestBody;
import com.microsoft.graph.drives.item.items.item.delta.DeltaGetResponse;
import com.microsoft.graph.models.DriveItem;
import com.microsoft.graph.models.DriveItemCollectionResponse;
import com.microsoft.graph.models.DriveItemUploadableProperties;
import com.microsoft.graph.models.Folder;
import com.microsoft.graph.models.ItemReference;
import com.microsoft.graph.models.UploadSession;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.authentication.AccessTokenProvider;
import com.microsoft.kiota.authentication.AllowedHostsValidator;
import com.microsoft.kiota.authentication.BaseBearerTokenAuthenticationProvider;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Microsoft's own client takes the sandbox for the service. */
class OfficialSdkTest extends SandboxFixture {
  private GraphServiceClient graph;
  private String drive;

  @BeforeEach
  void connect() {
    graph = new GraphServiceClient(new BaseBearerTokenAuthenticationProvider(new GraphOnly()));
    graph.getRequestAdapter().setBaseUrl(sandbox.graph().toString());
    drive = graph.me().drive().get().getId();
  }

  /** Like the SDK's own providers: the token goes to the host that it is for, to no other. */
  private final class GraphOnly implements AccessTokenProvider {
    @Override
    public String getAuthorizationToken(URI uri, Map<String, Object> context) {
      return uri.getAuthority().equals(sandbox.graph().getAuthority()) ? sandbox.token() : "";
    }

    @Override
    public AllowedHostsValidator getAllowedHostsValidator() {
      return new AllowedHostsValidator(sandbox.graph().getHost());
    }
  }

  @Test
  void listsMakesRenamesAndDeletes() {
    DriveItem folder = make("Docs");
    assertThat(folder.getFolder().getChildCount()).isZero();
    for (int i = 0; i < 5; i++) {
      makeIn(folder.getId(), "f" + i);
    }
    DriveItemCollectionResponse page =
        graph
            .drives()
            .byDriveId(drive)
            .items()
            .byDriveItemId("root:/docs:")
            .children()
            .get(
                request -> {
                  request.queryParameters.top = 3;
                  request.queryParameters.select = new String[] {"id", "name", "folder"};
                });
    assertThat(page.getValue()).extracting(DriveItem::getName).containsExactly("f0", "f1", "f2");
    DriveItemCollectionResponse next =
        graph
            .drives()
            .byDriveId(drive)
            .items()
            .byDriveItemId("root")
            .children()
            .withUrl(page.getOdataNextLink())
            .get();
    assertThat(next.getValue()).extracting(DriveItem::getName).containsExactly("f3", "f4");
    DriveItem change = new DriveItem();
    change.setName("f9");
    ItemReference parent = new ItemReference();
    parent.setId(folder.getId());
    change.setParentReference(parent);
    DriveItem renamed = item(next.getValue().getFirst().getId()).patch(change);
    assertThat(renamed.getName()).isEqualTo("f9");
    item(renamed.getId()).delete();
    assertThatThrownBy(() -> item(renamed.getId()).get())
        .isInstanceOfSatisfying(
            ODataError.class,
            error -> {
              assertThat(error.getResponseStatusCode()).isEqualTo(404);
              assertThat(error.getError().getCode()).isEqualTo("itemNotFound");
            });
  }

  @Test
  void followsChanges() {
    make("a");
    DeltaGetResponse first = item("root").delta().get();
    assertThat(first.getValue()).extracting(DriveItem::getName).containsExactly("root", "a");
    DriveItem b = make("b");
    item(b.getId()).delete();
    DeltaGetResponse second = item("root").delta().withUrl(first.getOdataDeltaLink()).get();
    assertThat(second.getValue()).hasSize(1);
    assertThat(second.getValue().getFirst().getDeleted().getState()).isEqualTo("deleted");
  }

  @Test
  void uploadsBySessionAndDownloads() throws Exception {
    byte[] bytes = new byte[(5 << 20) + 123];
    new Random(6).nextBytes(bytes);
    CreateUploadSessionPostRequestBody body = new CreateUploadSessionPostRequestBody();
    DriveItemUploadableProperties properties = new DriveItemUploadableProperties();
    Map<String, Object> more = new HashMap<>();
    more.put("@microsoft.graph.conflictBehavior", "fail");
    properties.setAdditionalData(more);
    properties.setFileSize((long) bytes.length);
    body.setItem(properties);
    UploadSession session = item("root:/big.bin:").createUploadSession().post(body);
    assertThat(session.getNextExpectedRanges()).hasSize(1);
    LargeFileUploadTask<DriveItem> task =
        new LargeFileUploadTask<>(
            graph.getRequestAdapter(),
            session,
            new ByteArrayInputStream(bytes),
            bytes.length,
            DriveItem::createFromDiscriminatorValue);
    UploadResult<DriveItem> result = task.upload();
    assertThat(result.isUploadSuccessful()).isTrue();
    assertThat(result.itemResponse.getSize()).isEqualTo(bytes.length);
    try (InputStream content = item("root:/big.bin:").content().get()) {
      assertThat(content.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void findsSitesAndLibraries() {
    List<String> drives = new ArrayList<>();
    graph
        .sites()
        .get(request -> request.queryParameters.search = "team")
        .getValue()
        .forEach(
            site ->
                graph
                    .sites()
                    .bySiteId(site.getId())
                    .drives()
                    .get()
                    .getValue()
                    .forEach(library -> drives.add(library.getDriveType())));
    assertThat(drives).containsExactly("documentLibrary");
  }

  private DriveItem make(String name) {
    return makeIn("root", name);
  }

  private DriveItem makeIn(String parent, String name) {
    DriveItem folder = new DriveItem();
    folder.setName(name);
    folder.setFolder(new Folder());
    return item(parent).children().post(folder);
  }

  private DriveItemItemRequestBuilder item(String id) {
    return graph.drives().byDriveId(drive).items().byDriveItemId(id);
  }
}
