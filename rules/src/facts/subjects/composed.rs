//! What a compose project declares, as subjects.

use super::Source;
use crate::catalogue::SubjectKind;
use crate::facts::container::Inspected;
use crate::facts::context::BuiltFrom;
use crate::facts::service::Deployed;
use crate::facts::stage::Built;
use crate::facts::{Composed, Declared, Subject, Whole, drift, service};
use crate::finding::Evidence;
use crate::model::Model;
use crate::model::compose::{Form, Named, Service, Setting};
use crate::model::inspect::Container;
use crate::project::{Deployer, Project};

impl<'a> Source<'_, 'a> {
    /// The project's services, what it declares besides, and the project itself.
    pub(super) fn project(&self, project: &'a Project) -> Vec<Subject<'a>> {
        let compose = &project.compose;
        let awaited = service::awaited(compose);
        let services = compose.services.iter();
        let mut subjects: Vec<_> = services
            .map(|it| self.service(project, it, awaited.contains(&*it.name.value)))
            .collect();
        let declared = [
            (SubjectKind::Network, &compose.networks),
            (SubjectKind::Volume, &compose.volumes),
            (SubjectKind::Secret, &compose.secrets),
            (SubjectKind::Config, &compose.configs),
        ];
        for (kind, declared) in declared {
            subjects.extend(declared.iter().map(|it| self.declared(project, kind, it)));
        }
        // Commands are no project: each stands by itself.
        if compose.form == Form::Run {
            return subjects;
        }
        let declared = Evidence {
            artifact: self.index,
            span: None,
        };
        let mut whole = self.of_project(project, SubjectKind::Project, "", declared);
        whole.project = Some(Whole {
            project,
            artifacts: self.artifacts,
        });
        subjects.push(whole);
        subjects
    }

    /// A subject of a project, named in it, or the project itself where the name is empty.
    fn of_project(
        &self,
        project: &Project,
        kind: SubjectKind,
        name: &str,
        declared: Evidence,
    ) -> Subject<'a> {
        let (word, of) = (kind.word(), &project.name);
        let (id, name) = if name.is_empty() {
            (format!("{word}:{of}"), of.to_string())
        } else {
            (format!("{word}:{of}#{name}"), name.to_owned())
        };
        let mut subject = Subject::named_only(id.into(), kind, name, declared);
        let further = project.artifacts.iter().copied();
        for index in further.filter(|it| *it != declared.artifact) {
            subject.artifacts.push(index);
            subject.ties.extend(self.tie(project, index));
        }
        subject
    }

    /// Why a project's artifact belongs to what it declares.
    fn tie(&self, project: &Project, index: usize) -> Option<String> {
        let artifact = self.artifacts.get(index)?;
        let name = &artifact.name;
        Some(match project.files.iter().position(|it| *it == index) {
            Some(0) => format!("{name} is the project's first file."),
            Some(_) => format!("{name} is merged over the files before it."),
            None if matches!(*artifact.model, Model::Compose(_)) => {
                format!("{name} is included or extended.")
            }
            None => format!("{name} gives values to the project's variables."),
        })
    }

    fn declared(&self, project: &'a Project, kind: SubjectKind, named: &'a Named) -> Subject<'a> {
        let at = project.at(named.name.span);
        let mut subject = self.of_project(project, kind, &named.name.value, at);
        subject.declaration = Some(Declared {
            named,
            project,
            artifacts: self.artifacts,
        });
        subject
    }

    fn service(&self, project: &'a Project, service: &'a Service, is_awaited: bool) -> Subject<'a> {
        let name = &service.name;
        let declared = project.at(name.span);
        let mut subject = self.of_project(project, SubjectKind::Service, &name.value, declared);
        subject.exempt = service.has_provider();
        subject.profiles = service.known_profiles();
        let composed = Composed {
            service,
            project,
            artifacts: self.artifacts,
        };
        let outlines = self.known.running(&name.value).iter();
        let running: Vec<(Inspected, Container)> = outlines
            .filter_map(|(source, outline)| {
                let text = &self.artifacts.get(source.artifact)?.text;
                Some((*source, outline.whole(&outline.tape(text)?).0))
            })
            .collect();
        let mut deployed = Deployed {
            composed,
            names: &self.known.names,
            running: &running,
            built: None,
            inspected: None,
            is_awaited,
        };
        if let Setting::Set(build) = service.build() {
            let built = BuiltFrom::new(project, &build);
            let path = built.map_or_else(String::new, |built| built.dockerfile);
            if let Some((index, file)) = self.known.dockerfiles.get(path.as_str()) {
                let target = build.value.target.value().map(String::as_str);
                deployed.built = Some(Built::new(*index, file, target));
                subject.artifacts.push(*index);
                subject
                    .ties
                    .push(format!("{path} is what the service is built from."));
            }
        } else if let Setting::Set(image) = service.image()
            && let Some((index, found)) = self.known.image(None, &image.value)
        {
            deployed.inspected = Some((Inspected { artifact: index }, found));
            if !subject.artifacts.contains(&index) {
                subject.artifacts.push(index);
            }
            subject
                .ties
                .push(format!("{} is inspected too.", image.value));
        }
        for (inspected, container) in deployed.running {
            if !subject.artifacts.contains(&inspected.artifact) {
                subject.artifacts.push(inspected.artifact);
            }
            let name = container.name.value().or_else(|| container.id.value());
            let name = name.map_or("one container", String::as_str);
            subject.ties.push(format!(
                "The label of {name} says that it runs the service."
            ));
        }
        let common = service::common(deployed);
        for variable in &common.environment.items {
            let index = variable.evidence.artifact;
            if !subject.artifacts.contains(&index)
                && let Some(artifact) = self.artifacts.get(index)
            {
                subject.artifacts.push(index);
                let tie = format!("{} sets variables of its environment.", artifact.name);
                subject.ties.push(tie);
            }
        }
        let mut runtime = service::runtime(deployed);
        // A stack runs on many nodes, and one of them does not speak for the others.
        if project.deployer != Deployer::Stack {
            runtime.daemon = self.known.machines.only_daemon();
        }
        runtime.drifts = drift::of(deployed, &common, &runtime);
        subject.common = Some(Box::new(common));
        subject.runtime = Some(Box::new(runtime));
        subject.service = Some(composed);
        subject
    }
}
